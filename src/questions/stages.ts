import type { Places } from '../graph/places.ts';
import { parseId } from '../model/id.ts';
import type { EdgeKind, NodeKind } from '../model/kinds.ts';

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
export function stageOf(places: Places, place: number): Stage | undefined {
  if (places.isEntry(place)) return 'request';
  const id = places.id(place);
  if (id.startsWith('net:')) return 'outside';
  const kind = places.kind(place);
  const by = (kinds: readonly EdgeKind[]) => (edge: number) => kinds.includes(places.kindOf(edge));
  if (kind === 'Workload' && (SERVING.test(parseId(id)?.kind ?? '') || places.out(place).some(by(['SERVES']))))
    return 'model';
  if (kind === 'Vendor' && !places.into(place).some(by(['SERVES', 'CALLS']))) return 'outside';
  return BY_KIND[kind];
}
