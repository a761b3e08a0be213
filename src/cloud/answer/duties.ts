import type { EstateBuilder } from '../../model/builder.ts';
import { DUTIES, type Duty } from '../../model/cloud-findings-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';

/** What a binding or assignment surely gives whoever holds it, and where. */
export interface Held {
  readonly who: NodeId;
  /** The scope, as a node. */
  readonly at: NodeId;
  readonly name: string;
  readonly evidence: readonly Evidence[];
  readonly does: (right: string) => boolean;
  /** Holds every right there: found as an administrator. */
  readonly all: boolean;
}

/**
 * Duties of everybody, by scope: what is granted above counts below. One scope says what one above it said already only where more comes
 * together in it.
 */
export function tellDuties(
  estate: EstateBuilder,
  held: readonly Held[],
  rights: Readonly<Record<Duty, readonly string[]>>,
  isUnder: (above: NodeId, below: NodeId) => boolean,
): void {
  const byHolder = new Map<NodeId, Held[]>();
  for (const one of held) byHolder.set(one.who, [...(byHolder.get(one.who) ?? []), one]);
  for (const [node, own] of byHolder) {
    const scopes = [...new Set(own.map(({ at }) => at))].sort();
    const said = new Map<NodeId, number>();
    const broadFirst = scopes.sort((a, b) => Number(isUnder(b, a)) - Number(isUnder(a, b)) || (a < b ? -1 : 1));
    for (const within of broadFirst) {
      const here = own.filter(({ at }) => at === within || isUnder(at, within));
      if (here.some(({ all }) => all)) continue;
      const duties = DUTIES.flatMap((duty) => {
        const by = here.map((one) => [one, rights[duty].filter((right) => one.does(right))] as const);
        const giving = by.filter(([, actions]) => actions.length > 0);
        return giving.length > 0 ? [{ duty, giving }] : [];
      });
      const above = [...said].some(([scope, many]) => isUnder(scope, within) && many >= duties.length);
      if (duties.length < 2 || above) continue;
      said.set(within, duties.length);
      for (const { duty, giving } of duties)
        estate.fact({
          fact: 'duty', node, duty, within, actions: [...new Set(giving.flatMap(([, actions]) => actions))],
          statements: giving.flatMap(([{ name, evidence: [place] }]) => (place ? [{ name, evidence: place }] : [])),
          confidence: 'proved', evidence: giving.flatMap(([one]) => one.evidence),
        }); // prettier-ignore
    }
  }
}
