import type { WorkloadFunction } from '../../../model/facts.ts';
import { list, text } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { imageOf, repositoryOf, wordsOf, type Part } from './parts.ts';

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

/** By the repository of an image. Whole names between `/`, or well-known endings: a substring would call a demo of a thing the thing. */
const BY_IMAGE: readonly (readonly [WorkloadFunction, RegExp])[] = [
  ['serving', /(?:^|\/)(?:vllm-openai|vllm-cpu-env|vllm-tpu|text-generation-inference|text-embeddings-inference|tritonserver|ollama|sglang|torchserve|torchserve-kfs|sklearnserver|xgbserver|lgbserver|huggingfaceserver|paddleserver|pmmlserver|mlserver|lmdeploy|llama\.cpp|lmcache-vllm|vllm-openai-rocm)$|^tensorflow\/serving$|^nvcr\.io\/nim\//u],
  ['notebook', /(?:^|\/)(?:jupyter(?!-web-app)[a-z-]*|k8s-singleuser-sample|singleuser|notebook-server[a-z-]*|codeserver[a-z-]*|rstudio[a-z-]*|(?:base|scipy|minimal|datascience|pyspark|tensorflow|pytorch)-notebook)$/u],
  ['data-access', /(?:^|\/)(?:minio|mysql|mariadb|postgres|postgresql|mongo|mongodb|redis|valkey|seaweedfs|qdrant|weaviate|milvus|chroma|elasticsearch|opensearch|clickhouse-server|mlflow|feature-server|pgvector)$/u],
  ['observability', /(?:^|\/)(?:prometheus|alertmanager|grafana|loki|promtail|tempo|jaeger-[a-z-]+|all-in-one|node-exporter|kube-state-metrics|dcgm-exporter|opentelemetry-collector(?:-[a-z]+)*|fluent-bit|fluentd|thanos|kiali|prometheus-adapter|metrics-server|langfuse)$/u],
  ['ci-cd', /(?:^|\/)(?:argocd|argo-cd|gitlab-runner|actions-runner|jenkins|tekton-[a-z-]+|kaniko|executor-kaniko|buildkit|flux-cli|source-controller|kustomize-controller|helm-controller|drone|atlantis)$/u],
  ['gateway', /(?:^|\/)(?:litellm|litellm-database|proxyv2|envoy|envoyproxy|kong|traefik|ingress-nginx\/controller|nginx-ingress|oauth2-proxy|lmstack-router|production-stack-router|contour|epp|bbr|apisix|mcp-gateway)$/u],
  ['controller', /(?:^|\/)[a-z0-9-]+-(?:controller|operator|controller-manager|manager-controller)$|(?:^|\/)(?:kube-controller-manager|workflow-controller|volcano|kueue)$/u],
]; // prettier-ignore

/** By a label whose value names the function, whole. */
const BY_LABEL: readonly (readonly [string, Readonly<Record<string, WorkloadFunction>>])[] = [
  ['control-plane', { 'controller-manager': 'controller' }],
  [
    'app.kubernetes.io/component',
    {
      agent: 'agent', 'ai-agent': 'agent', training: 'training', trainer: 'training', serving: 'serving', inference: 'serving', predictor: 'serving',
      notebook: 'notebook', pipeline: 'pipeline', gateway: 'gateway', router: 'gateway', 'controller-manager': 'controller',
      monitoring: 'observability', observability: 'observability', 'ci-cd': 'ci-cd',
    },
  ],
  ['writ.dev/function', {
      serving: 'serving', training: 'training', notebook: 'notebook', pipeline: 'pipeline', 'data-access': 'data-access', 'ci-cd': 'ci-cd',
      observability: 'observability', gateway: 'gateway', agent: 'agent', controller: 'controller',
    },
  ],
]; // prettier-ignore

/** By the command that runs. */
const BY_COMMAND: readonly (readonly [WorkloadFunction, (words: readonly string[]) => string | undefined])[] = [
  ['serving', (words) => sequence(words, 'vllm', 'serve')],
  ['serving', (words) => words.find((word) => word === 'vllm.entrypoints.openai.api_server')],
  ['serving', (words) => words.find((word) => /(?:^|\/)(?:tritonserver|text-generation-launcher|sglang\.launch_server)$/u.test(word))],
  ['serving', (words) => sequence(words, 'serve', 'run')],
  ['training', (words) => words.find((word) => /(?:^|\/)(?:torchrun|deepspeed|horovodrun)$/u.test(word))],
  ['training', (words) => sequence(words, 'accelerate', 'launch')],
  ['notebook', (words) => words.find((word) => /(?:^|\/)(?:jupyter-lab|jupyter-notebook|start-notebook\.sh|jupyterhub-singleuser)$/u.test(word))],
  ['notebook', (words) => sequence(words, 'jupyter', 'lab') ?? sequence(words, 'jupyter', 'notebook')],
  ['gateway', (words) => words.find((word) => /(?:^|\/)litellm$/u.test(word))],
]; // prettier-ignore

function sequence(words: readonly string[], first: string, second: string): string | undefined {
  const at = words.findIndex(
    (word, index) => (word === first || word.endsWith(`/${first}`)) && words[index + 1] === second,
  );
  return at < 0 ? undefined : `${first} ${second}`;
}

/** What the workload is for, each with its reason; empty when nothing says so. */
export function functionsOf(pod: PodTemplate, parts: readonly Part[]): readonly FunctionReason[] {
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
      for (const [is, pattern] of BY_IMAGE) if (pattern.test(repository)) add(is, `image ${imageOf(part)}`);
    const words = wordsOf(part);
    for (const [is, matches] of BY_COMMAND) {
      const matched = matches(words);
      if (matched !== undefined) add(is, `command ${matched}`);
    }
  }
  return [...found].map(([is, because]) => ({ is, because }));
}

const SIDECAR =
  /^(?:istio-proxy|linkerd-proxy|oauth-proxy|kube-rbac-proxy|envoy-sidecar|vault-agent|queue-proxy|wait|cloud-sql-proxy|cloudsql-proxy)$/u;
