import type { WorkloadFunction } from '../../../model/facts.ts';
import { list, text } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { functionsOfCommand, functionsOfImage } from '../../../products/functions.ts';
import { repositoryOf } from '../../../products/words.ts';
import { imageOf, wordsOf, type Part } from './parts.ts';

export interface FunctionReason {
  readonly is: WorkloadFunction;
  readonly because: string;
}

/** By kind: what the resource is for, as its API says. */
const BY_KIND: Readonly<Record<string, WorkloadFunction>> = {
  InferenceService: 'serving', LLMInferenceService: 'serving', InferenceGraph: 'serving', SeldonDeployment: 'serving',
  NIMService: 'serving', RayService: 'serving',
  Notebook: 'notebook',
  PyTorchJob: 'training', TFJob: 'training', MPIJob: 'training', XGBoostJob: 'training', PaddleJob: 'training', JAXJob: 'training',
  MXJob: 'training', TrainJob: 'training', Experiment: 'training',
  Workflow: 'pipeline', CronWorkflow: 'pipeline', WorkflowTemplate: 'pipeline', ClusterWorkflowTemplate: 'pipeline',
  SparkApplication: 'pipeline', ScheduledSparkApplication: 'pipeline',
  JupyterHub: 'notebook', PVCViewer: 'data-access', Tensorboard: 'observability',
}; // prettier-ignore

/** By a label whose value names the function, whole. */
const BY_LABEL: readonly (readonly [string, Readonly<Record<string, WorkloadFunction>>])[] = [
  ['control-plane', { 'controller-manager': 'controller' }],
  [
    'app.kubernetes.io/component',
    {
      agent: 'agent', 'ai-agent': 'agent', training: 'training', trainer: 'training', serving: 'serving', inference: 'serving', predictor: 'serving',
      notebook: 'notebook', pipeline: 'pipeline', gateway: 'gateway', router: 'gateway', 'controller-manager': 'controller',
      monitoring: 'observability', observability: 'observability', 'ci-cd': 'ci-cd',
      'source-controller': 'ci-cd', 'kustomize-controller': 'ci-cd', 'helm-controller': 'ci-cd',
    },
  ],
  // Argo CD and Flux label their controllers so (their manifests and charts), whatever the image is called where it is mirrored.
  [
    'app.kubernetes.io/name',
    {
      'argocd-application-controller': 'ci-cd', 'argocd-applicationset-controller': 'ci-cd', 'argocd-server': 'ci-cd', 'argocd-repo-server': 'ci-cd',
    },
  ],
  ['writ.dev/function', {
      serving: 'serving', training: 'training', notebook: 'notebook', pipeline: 'pipeline', 'data-access': 'data-access', 'ci-cd': 'ci-cd',
      observability: 'observability', gateway: 'gateway', agent: 'agent', controller: 'controller',
    },
  ],
]; // prettier-ignore

const FUNCTIONS = new WeakMap<PodTemplate, readonly FunctionReason[]>();

/** What the workload is for, each with its reason; empty when nothing says so. `parts` are the pod's. */
export function functionsOf(pod: PodTemplate, parts: readonly Part[]): readonly FunctionReason[] {
  let functions = FUNCTIONS.get(pod);
  if (!functions) FUNCTIONS.set(pod, (functions = read(pod, parts)));
  return functions;
}

function read(pod: PodTemplate, parts: readonly Part[]): readonly FunctionReason[] {
  const found = new Map<WorkloadFunction, string>();
  const add = (is: WorkloadFunction, because: string): void => {
    if (!found.has(is)) found.set(is, because);
  };
  const byKind = Object.hasOwn(BY_KIND, pod.object.kind) ? BY_KIND[pod.object.kind] : undefined;
  // The hub itself spawns notebooks; it is none.
  const isHub = pod.object.kind === 'JupyterHub' && pod.segments[3] === 'hub';
  if (byKind && !isHub) add(byKind, `kind ${pod.object.kind}`);
  for (const labels of [pod.labels, pod.object.labels])
    for (const [key, values] of BY_LABEL) {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      const is = value !== undefined && Object.hasOwn(values, value) ? values[value] : undefined;
      if (is) add(is, `label ${key}: ${value ?? ''}`);
    }
  for (const part of parts) {
    // A proxy beside the real work, or a step before it, does not say what the workload is for.
    if (part.init || SIDECAR.test(part.name)) continue;
    const repository = repositoryOf(imageOf(part));
    // An SDK image holds clients of the server; a server's image started with another program is not the server.
    const program = text(list(part.spec['command'])[0])?.split('/').at(-1) ?? '';
    if (!/-sdk$/u.test(imageOf(part)) && program !== 'lmcache_server')
      for (const is of functionsOfImage(repository)) add(is, `image ${imageOf(part)}`);
    const words = wordsOf(part);
    for (const { is, matched } of functionsOfCommand(words)) add(is, `command ${matched}`);
  }
  return [...found].map(([is, because]) => ({ is, because }));
}

const SIDECAR =
  /^(?:istio-proxy|linkerd-proxy|oauth-proxy|kube-rbac-proxy|envoy-sidecar|vault-agent|queue-proxy|wait|cloud-sql-proxy|cloudsql-proxy)$/u;
