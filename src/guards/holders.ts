import type { Act, Batch, Selection } from '../graph/batch.ts';
import type { EdgeKind, NodeKind } from '../model/kinds.ts';

/** What carries rights and acts by nobody but who holds it. */
const CARRIERS: ReadonlySet<NodeKind> = new Set<NodeKind>(['PermissionSet', 'K8sRole']);

/** Edges of these kinds, where targets are given only those that end in one. */
export function actsOn(batch: Batch, kinds: readonly EdgeKind[], to?: Selection): readonly Act[] {
  const acts = batch.acts(kinds);
  if (to === undefined) return acts;
  const targets = new Set(to);
  return acts.filter((act) => targets.has(act.to));
}

/** Who may do what the edge says: whoever has what it starts at. Sets of rights are not somebody. */
export function holdersOf(batch: Batch, act: Act): readonly number[] {
  return batch.holders(act.from).filter((place) => isHolder(batch, place));
}

function isHolder(batch: Batch, place: number): boolean {
  return !CARRIERS.has(batch.node(place).kind);
}
