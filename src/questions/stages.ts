import type { EstateGraph } from '../graph/port.ts';
import type { EstateNode } from '../model/estate.ts';
import { parseId } from '../model/id.ts';
import type { NodeKind } from '../model/kinds.ts';

/** The stations of an AI path in the order in which a request passes them. `outside`: hops that nothing in the estate answers to. */
export const STAGES = [
  'request', 'front door', 'orchestration', 'model', 'retrieval', 'storage', 'tools', 'outside',
] as const; // prettier-ignore
export type Stage = (typeof STAGES)[number];

const BY_KIND: Partial<Record<NodeKind, Stage>> = {
  Human: 'request', NetworkZone: 'request', FrontDoor: 'front door', Endpoint: 'front door', ModelEndpoint: 'model',
  Agent: 'orchestration', Queue: 'orchestration', Workflow: 'orchestration', VectorIndex: 'retrieval', Dataset: 'storage',
  DataStore: 'storage', Registry: 'storage', ModelArtifact: 'storage', SecretStore: 'storage', McpServer: 'tools', Tool: 'tools',
  OAuthApp: 'tools', Vendor: 'model', Workload: 'orchestration',
}; // prettier-ignore

/** Resources that serve models, by the source's own kind. */
const SERVING = /^(?:InferenceService|LLMInferenceService|RayService|SeldonDeployment|NIMService|ServingRuntime)$/u;

/** The station of a node; undefined for what is part of another (a pod, a container, a role). */
export function stageOf(graph: EstateGraph, node: EstateNode): Stage | undefined {
  if (node.entry !== undefined) return 'request';
  if (node.id.startsWith('net:')) return 'outside';
  if (node.kind === 'Workload' && servesModel(graph, node)) return 'model';
  if (node.kind === 'Vendor' && !graph.incoming(node.id).some(({ kind }) => kind === 'SERVES' || kind === 'CALLS'))
    return 'outside';
  return BY_KIND[node.kind];
}

function servesModel(graph: EstateGraph, { id }: EstateNode): boolean {
  if (SERVING.test(parseId(id)?.kind ?? '')) return true;
  return graph.outgoing(id).some(({ kind }) => kind === 'SERVES');
}
