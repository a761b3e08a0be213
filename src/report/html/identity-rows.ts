import { placeOf } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import { ownerOf } from '../owner.ts';
import { firstPlace } from '../place.ts';
import { isIdentity } from '../records.ts';
import type { Scanned } from '../scanned.ts';
import type { Card, IdentityRow } from './rows.ts';

/** Every identity, those that reach most first. */
export function identityRows({ estate, graph, findings }: Scanned, card: (id: NodeId) => Card): readonly IdentityRow[] {
  const jewels = new Map<NodeId, number>();
  for (const { identity } of graph.exposureColumns()) jewels.set(identity, (jewels.get(identity) ?? 0) + 1);
  const found = new Map<NodeId, number>();
  for (const { identity } of findings) found.set(identity, (found.get(identity) ?? 0) + 1);
  const reached = (id: NodeId): number => jewels.get(id) ?? 0;
  return estate.nodes
    .filter(isIdentity)
    .sort((a, b) => reached(b.id) - reached(a.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((node) => {
      const place = firstPlace(node.evidence);
      return {
        card: card(node.id),
        environment: node.environment,
        owner: ownerOf(node, graph) ?? '',
        jewels: reached(node.id),
        findings: found.get(node.id) ?? 0,
        place: place === undefined ? '' : placeOf(place),
      };
    });
}
