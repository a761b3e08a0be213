import type { WorkloadFunction } from '../model/facts.ts';

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
  ['ci-cd', (words) => words.find((word) => /(?:^|\/)argocd-(?:application-controller|applicationset-controller|server|repo-server)$/u.test(word))],
  ['gateway', (words) => words.find((word) => /(?:^|\/)litellm$/u.test(word))],
]; // prettier-ignore

function sequence(words: readonly string[], first: string, second: string): string | undefined {
  const at = words.findIndex(
    (word, index) => (word === first || word.endsWith(`/${first}`)) && words[index + 1] === second,
  );
  return at < 0 ? undefined : `${first} ${second}`;
}

export function functionsOfImage(repository: string): readonly WorkloadFunction[] {
  return BY_IMAGE.filter(([, pattern]) => pattern.test(repository)).map(([is]) => is);
}

type OfCommand = readonly { readonly is: WorkloadFunction; readonly matched: string }[];

/** By the list of words, for as long as it is held. */
const KNOWN = new WeakMap<readonly string[], OfCommand>();

/** `words` is not changed later. */
export function functionsOfCommand(words: readonly string[]): OfCommand {
  let known = KNOWN.get(words);
  if (!known)
    KNOWN.set(
      words,
      (known = BY_COMMAND.flatMap(([is, matches]) => {
        const matched = matches(words);
        return matched === undefined ? [] : [{ is, matched }];
      })),
    );
  return known;
}
