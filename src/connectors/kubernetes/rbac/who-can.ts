import { mergeEvidence } from '../../../model/builder.ts';
import { weaker, type Confidence, type Evidence } from '../../../model/evidence.ts';
import type { Estate, EstateEdge, EstateNode } from '../../../model/estate.ts';
import type { RbacRule } from '../../../model/facts.ts';
import { parseId, type NodeId } from '../../../model/id.ts';
import { allows } from './match.ts';
import { groupsOf, isClusterScoped } from './resources.ts';

export interface WhoCan {
  readonly verb: string;
  /** Absent: the groups that are known to have the resource; of a resource that is not known, any. */
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Absent for cluster-scoped resources, and for "in all namespaces": then only cluster-wide grants count. */
  readonly namespace?: string;
  /** Absent: any object; then rules that are limited by resourceNames do not count. */
  readonly name?: string;
  /** Absent: all realms. */
  readonly realm?: string;
}

/** Who may, and why. */
export interface Holder {
  readonly identity: NodeId;
  /** The PermissionSet that gives the right. */
  readonly via: NodeId;
  /** The group by whose membership the identity holds the set. */
  readonly through?: NodeId;
  readonly rules: readonly RbacRule[];
  /** The rules that allow it, then the places of binding and membership. */
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
}

/**
 * Every identity that holds the right directly or through a group, sorted by identity, then set. Reads only nodes and edges, so that
 * it answers from a snapshot as well; what can be reached by further steps is a question for paths.
 */
export function whoCan(estate: Pick<Estate, 'nodes' | 'edges'>, ask: WhoCan): readonly Holder[] {
  const sets = estate.nodes.flatMap((node) => {
    const rules = inScope(node, ask) ? (node.rules ?? []).filter((rule) => admits(rule, ask)) : [];
    return rules.length > 0 ? [{ node, rules }] : [];
  });
  const wanted = new Set(sets.map(({ node }) => node.id));
  const holds = groupBy(estate.edges, (edge) => edge.kind === 'HAS_PERMISSION_SET' && wanted.has(edge.to));
  const members = groupBy(estate.edges, (edge) => edge.kind === 'MEMBER_OF');
  const roles = new Map(
    estate.edges.filter((edge) => edge.kind === 'GRANTS_ROLE').map((edge) => [edge.from, edge.confidence]),
  );
  const found: Holder[] = [];
  for (const { node, rules } of sets) {
    const role = roles.get(node.id) ?? 'proved';
    const evidence = rules.map((rule) => rule.evidence).reduce(mergeEvidence, []);
    for (const held of holds.get(node.id) ?? []) {
      const direct: Holder = {
        identity: held.from,
        via: node.id,
        rules,
        evidence: mergeEvidence(evidence, held.evidence),
        confidence: weaker(role, held.confidence),
      };
      found.push(direct);
      for (const member of members.get(held.from) ?? [])
        found.push({
          ...direct,
          identity: member.from,
          through: held.from,
          evidence: mergeEvidence(direct.evidence, member.evidence),
          confidence: weaker(direct.confidence, member.confidence),
        });
    }
  }
  return found.sort(
    (a, b) => compare(a.identity, b.identity) || compare(a.via, b.via) || compare(a.through ?? '', b.through ?? ''),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A set of a namespace gives rights over that namespace's objects alone. */
function inScope(node: EstateNode, ask: WhoCan): boolean {
  if (node.kind !== 'PermissionSet' || (ask.realm !== undefined && node.realm !== ask.realm)) return false;
  const path = parseId(node.id)?.path ?? [];
  if (path.length < 2) return true;
  const groups = ask.group === undefined ? groupsOf(ask.resource) : [ask.group];
  // A request for one Namespace carries its name as its namespace.
  if (ask.resource === 'namespaces' && groups.includes('')) return ask.name !== undefined && path[0] === ask.name;
  if (groups.length > 0 && groups.every((group) => isClusterScoped(group, ask.resource))) return false;
  return ask.namespace !== undefined && path[0] === ask.namespace;
}

function admits(rule: RbacRule, ask: WhoCan): boolean {
  const { verb, resource, subresource, name } = ask;
  const known = ask.group === undefined ? groupsOf(resource) : [ask.group];
  const groups = known.length > 0 ? known : rule.apiGroups;
  return groups.some((group) =>
    allows(rule, {
      verb,
      group,
      resource,
      ...(subresource === undefined ? {} : { subresource }),
      ...(name === undefined ? {} : { name }),
    }),
  );
}

function groupBy(
  edges: readonly EstateEdge[],
  take: (edge: EstateEdge) => boolean,
): ReadonlyMap<NodeId, readonly EstateEdge[]> {
  const groups = new Map<NodeId, EstateEdge[]>();
  for (const edge of edges) {
    if (!take(edge)) continue;
    const known = groups.get(edge.to);
    if (known) known.push(edge);
    else groups.set(edge.to, [edge]);
  }
  return groups;
}
