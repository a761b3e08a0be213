import type { EstateBuilder, WrittenOwner } from '../model/builder.ts';
import type { EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { IDENTITY_KINDS } from '../model/kinds.ts';
import type { OwnerFact } from '../model/system-facts.ts';

/** Of two sources that name an owner the earlier counts: what is written on the thing, then on the service, then on the file. */
const SOURCES = ['label', 'catalogue', 'codeowners'] as const;

/**
 * Gives identities and workloads that name no owner the one that a catalogue or CODEOWNERS names, and tells what every source says of
 * each. What people declare in writ.estate.yaml is put over all of it later.
 */
export function applyOwners(estate: EstateBuilder): void {
  const ownerships = [...estate.allOwnerships()].sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  const labels = ownerships.length === 0 ? undefined : labelsOf(estate);
  for (const node of [...estate.allNodes()]) {
    if (node.implied || !(IDENTITY_KINDS.has(node.kind) || node.kind === 'Workload')) continue;
    const own = node.declared?.owner;
    const [place] = node.evidence;
    if (own !== undefined && place) tell(estate, node.id, 'label', { owner: own, evidence: place });
    let counts = own;
    for (const { source, ownerOf } of ownerships) {
      const found = ownerOf(node, labels?.get(node.id));
      if (!found || (found.fallback && counts !== undefined)) continue;
      tell(estate, node.id, source, found);
      counts ??= found.owner;
    }
    if (own === undefined && counts !== undefined) estate.node(owned(node, counts));
  }
}

function owned(node: EstateNode, owner: string): EstateNode {
  return { ...node, declared: { ...node.declared, owner } };
}

function tell(
  estate: EstateBuilder,
  node: NodeId,
  source: OwnerFact['source'],
  { owner, evidence }: WrittenOwner,
): void {
  estate.fact({ fact: 'owner', node, owner, source, evidence: [evidence], confidence: 'configured' });
}

/** Labels of pod templates by workload, pod and the account that they run as: what catalogues select by. */
function labelsOf(estate: EstateBuilder): ReadonlyMap<NodeId, Readonly<Record<string, string>>> {
  const found = new Map<NodeId, Readonly<Record<string, string>>>();
  for (const fact of estate.allFacts())
    if (fact.fact === 'workload' && fact.labels)
      for (const id of [fact.node, fact.pod]) if (!found.has(id)) found.set(id, fact.labels);
  return found;
}
