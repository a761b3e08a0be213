import type { Act, Batch } from '../graph/batch.ts';
import type { NodeKind } from '../model/kinds.ts';

/** What carries rights and acts by nobody but who holds it. */
const CARRIERS: ReadonlySet<NodeKind> = new Set<NodeKind>(['PermissionSet', 'K8sRole']);

/** Who may do what the edge says: whoever has what it starts at. Sets of rights are not somebody. */
export function holdersOf(batch: Batch, act: Act): readonly number[] {
  return batch.holders(act.from).filter((place) => !isCarrier(batch.kind(place)));
}

function isCarrier(kind: NodeKind | undefined): boolean {
  return kind !== undefined && CARRIERS.has(kind);
}
