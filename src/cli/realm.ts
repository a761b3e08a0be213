import { soleRealm } from '../report/names.ts';
import type { Scanned } from '../report/scanned.ts';

/** The realm that needs no saying in this estate: its only one. */
export function realmOf({ estate }: Scanned): string | undefined {
  return soleRealm(estate.nodes.map((node) => node.realm));
}
