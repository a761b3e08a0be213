import { EstateBuilder } from '../../../../model/builder.ts';
import type { EstateEdge, Estate } from '../../../../model/estate.ts';
import type { EdgeKind } from '../../../../model/kinds.ts';
import { objectsFromText, type TextOptions } from '../../load/from-text.ts';
import { buildWorld } from '../../read/world.ts';
import { deriveAccess } from '../access.ts';

export interface AccessOf {
  readonly estate: Estate;
  /** `from > to` without `k8s:` and the realm; what is not proved follows in brackets, with its precondition. */
  readonly edges: (...kinds: readonly EdgeKind[]) => readonly string[];
}

/** The access semantics of manifests in realm `r`. */
export function accessOf(manifests: readonly string[], options: TextOptions = {}): AccessOf {
  const text = manifests.map((one) => `---\n${one}\n`).join('');
  const objects = objectsFromText(text, { realm: 'r', ...options });
  const builder = new EstateBuilder();
  deriveAccess(buildWorld('r', objects), builder);
  const estate = builder.build();
  return {
    estate,
    edges: (...kinds) => estate.edges.filter(({ kind }) => kinds.includes(kind)).map(sentence).sort(), // prettier-ignore
  };
}

const short = (id: string): string => id.replace(/^k8s:/u, '').replace(/:r(?:\/|$)/u, ':');

function sentence({ from, to, confidence, precondition }: EstateEdge): string {
  const known = [
    ...(confidence === 'proved' ? [] : [confidence]),
    ...(precondition === undefined ? [] : [precondition]),
  ];
  return `${short(from)} > ${short(to)}${known.length > 0 ? ` [${known.join(': ')}]` : ''}`;
}
