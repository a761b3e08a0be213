import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import { azureScopeId, tellAzureScope } from '../tell/azure.ts';
import type { AzureWorld } from './world.ts';

/** What stands under what, what acts as whom, which nodes mean the same. */
export function deriveHierarchy(estate: EstateBuilder, world: AzureWorld): void {
  const edge = (kind: EdgeKind, from: NodeId, to: NodeId, evidence: readonly Evidence[]): void => {
    if (from !== to && estate.has(from) && estate.has(to))
      estate.edge({ kind, from, to, confidence: 'configured', evidence });
  };
  for (const { id, node, fact, evidence } of world.things) {
    const [, subscription, , group] = /^\/subscriptions\/([^/]+)(\/resourcegroups\/([^/]+))?/u.exec(id) ?? [];
    if (subscription === undefined) continue;
    const over = azureScopeId(`/subscriptions/${subscription}`);
    const inGroup = group === undefined ? over : azureScopeId(`/subscriptions/${subscription}/resourceGroups/${group}`);
    if (estate.has(inGroup)) edge('CONTROLS', inGroup, node, evidence);
    edge('CONTROLS', over, inGroup, evidence);
    if (!estate.has(inGroup)) edge('CONTROLS', over, node, evidence);
    if (fact) related(estate, world, fact, node, edge);
  }
  for (const { id, parent, evidence } of world.resources)
    if (parent !== undefined)
      edge('CONTROLS', tellAzureScope(estate, parent, 'unknown', evidence), azureScopeId(id), evidence);
  sameIdentity(estate, world, edge);
}

type Edge = (kind: EdgeKind, from: NodeId, to: NodeId, evidence: readonly Evidence[]) => void;

function related(
  estate: EstateBuilder,
  world: AzureWorld,
  fact: AzureWorld['resources'][number],
  node: NodeId,
  edge: Edge,
): void {
  const { identities, accessPolicies = [], uses, hosts, byRoles, evidence } = fact;
  for (const id of identities) {
    const who = world.who(id);
    if (who !== undefined) edge('RUNS_WITH_ROLE', node, who, evidence);
  }
  for (const id of uses) edge('DATA_ACCESS', node, azureScopeId(id), evidence);
  for (const host of hosts) edge('CONTAINS', node, nodeId('azure', 'Container', host), evidence);
  if (byRoles === true) return;
  for (const { principal, secrets } of accessPolicies) {
    if (!secrets.some((one) => /^(?:get|all)$/iu.test(one))) continue;
    const who =
      world.who(principal) ??
      estate.node({
        id: nodeId('azure', 'Principal', '{tenant}', principal),
        kind: 'ServicePrincipal',
        name: principal,
        realm: '{tenant}',
        environment: 'unknown',
        evidence,
        implied: true,
      });
    const doubt =
      byRoles === undefined
        ? ({ confidence: 'possible', precondition: 'access policies open it' } as const)
        : ({ confidence: 'proved' } as const);
    estate.edge({ kind: 'DATA_ACCESS', from: who, to: node, ...doubt, evidence });
  }
}

/** A client id without its tenant, and a managed identity by its ARM id, mean the one that is told in full. */
function sameIdentity(estate: EstateBuilder, world: AzureWorld, edge: Edge): void {
  for (const { client, resource, node, evidence } of world.identities) {
    const meant =
      [client, resource]
        .map((one) => (one === undefined ? undefined : world.who(one)))
        .find((one) => one !== undefined) ?? node;
    const others = [
      node,
      ...(client === undefined ? [] : [nodeId('azure', 'Application', '{tenant}', client)]),
      ...(resource === undefined ? [] : [azureScopeId(resource)]),
    ];
    for (const other of others)
      if (estate.get(other)?.kind === 'ServicePrincipal') edge('MAY_BE', other, meant, evidence);
  }
}
