import type { GatewayPlace, Scene } from '../form.ts';

/** The gateways of the nearest folder above the file that has any: those of other projects say nothing of it. */
export function nearGateways({ gateways }: Scene, file: string): readonly GatewayPlace[] {
  const above = gateways.filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`));
  const deepest = Math.max(0, ...above.map(({ folder }) => folder.length));
  return above.filter(({ folder }) => folder.length === deepest);
}
