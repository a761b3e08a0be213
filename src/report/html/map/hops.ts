import type { EstateNode } from '../../../model/estate.ts';
import type { WorkloadFunction } from '../../../model/facts.ts';
import type { EdgeKind, NodeKind } from '../../../model/kinds.ts';

/** The places of a service, in the order in which a request meets them. */
export const HOPS = [
  ['request', 'Request'],
  ['door', 'Front door'],
  ['model', 'Model'],
  ['orchestration', 'Orchestration'],
  ['retrieval', 'Retrieval'],
  ['storage', 'Storage'],
  ['tools', 'Tools and outside'],
] as const;
export type Hop = (typeof HOPS)[number][0];

const BY_KIND: Partial<Record<NodeKind, Hop>> = {
  Human: 'request', Group: 'request', NetworkZone: 'request',
  FrontDoor: 'door', Endpoint: 'door',
  ModelEndpoint: 'model', ModelArtifact: 'model',
  Workload: 'orchestration', Pod: 'orchestration', Agent: 'orchestration', Queue: 'orchestration', Workflow: 'orchestration', DeployApp: 'orchestration',
  VectorIndex: 'retrieval',
  DataStore: 'storage', Dataset: 'storage', Registry: 'storage', SecretStore: 'storage',
  McpServer: 'tools', Tool: 'tools', Vendor: 'tools', OAuthApp: 'tools',
}; // prettier-ignore

const BY_FUNCTION: Partial<Record<WorkloadFunction, Hop>> = {
  gateway: 'door',
  serving: 'model',
  agent: 'orchestration',
  'data-access': 'retrieval',
};

/** Where a thing stands in the chain; undefined for what is no part of one. A host outside is not a front door of ours. */
export function hopOf(node: EstateNode, functions: readonly WorkloadFunction[]): Hop | undefined {
  if (node.kind === 'Endpoint' && node.id.startsWith('net:')) return 'tools';
  const own = node.kind === 'Workload' || node.kind === 'Pod' ? functions.flatMap((one) => BY_FUNCTION[one] ?? []) : [];
  return own[0] ?? BY_KIND[node.kind];
}

/** How one place of a service leads to the next. */
export const LEADS: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'ROUTES_TO', 'ANSWERED_BY', 'CALLS', 'SERVES', 'AGENT_USES', 'PROVIDES_TOOL', 'TOOL_EXEC', 'RETRIEVES_FROM', 'INDEXES', 'DATA_ACCESS',
  'PULLS_FROM', 'DELEGATES_TO', 'CHAIN_NEXT', 'NOTEBOOK_SPAWN', 'SECRET_IS_CRED_FOR', 'OPENS',
]); // prettier-ignore

/** By which a place holds a credential or acts as an identity: said on its card. */
export const HOLDS: Partial<Record<EdgeKind, string>> = {
  RUNS_AS: 'acts as',
  TOOL_ACTS_AS: 'acts as',
  GATEWAY_FORWARDS_AS: 'forwards as',
  MOUNTS_SECRET: 'holds',
  HOLDS: 'holds',
  NOTEBOOK_HOLDS_CRED: 'holds',
  WORKFLOW_SECRET: 'holds',
};
