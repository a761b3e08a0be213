import type { EndpointFact } from '../model/facts.ts';
import { flag } from './words.ts';

type Answer = { readonly authentication: EndpointFact['authentication']; readonly because: string };

/** What a product is asked with: words of its command line, literal and referred env. */
export interface Running {
  readonly words: readonly string[];
  /** Value of a variable; '' when it is set from elsewhere; undefined when not set. */
  readonly env: (name: string) => string | undefined;
  /** Some variables come from an object that is not in the estate. */
  readonly opaque: boolean;
  /** Whole command lines, for switches inside quotes. */
  readonly line: string;
}

/** A product known by its image or command: what it listens on, what it is, and how it asks for credentials. */
export interface Product {
  readonly product: string;
  readonly function: EndpointFact['function'];
  readonly image?: RegExp;
  readonly command?: RegExp;
  readonly port: number;
  /** Whoever may use it without signing in runs code or submits jobs through it. */
  readonly executes?: true;
  readonly authentication: (running: Running) => Answer;
}

const required = (because: string): Answer => ({ authentication: 'required', because });
const none = (because: string): Answer => ({ authentication: 'none', because });
const unknown = (because: string): Answer => ({ authentication: 'unknown', because });

/** A key from a flag or a variable is what the product asks for; without either it answers everybody. */
const key =
  (flags: readonly string[], variables: readonly string[], product: string) =>
  ({ words, env, opaque }: Running): Answer => {
    const given = flag(words, ...flags);
    if (given !== undefined) return required(`${flags[0] ?? ''} is set`);
    const variable = variables.find((name) => (env(name) ?? '') !== '');
    if (variable !== undefined) return required(`${variable} is set`);
    if (opaque && variables.length > 0) return unknown('its variables come from an object that is not in the estate');
    const wanted = [...flags.slice(0, 1), ...variables.slice(0, 1)].join(' or ');
    return none(wanted === '' ? `${product} has no authentication of its own` : `${product} runs without ${wanted}`);
  };

/** The dashboard listens on the pod's own loopback unless told otherwise. */
const RAY_HEAD_COMMAND =
  /\bray start\b(?=.{0,500}--head\b)(?!.{0,500}--include-dashboard[= ]false).{0,500}--dashboard-host[= ]?(?:0\.0\.0\.0|::)/iu;

const whole = (name: string): RegExp => new RegExp(`(?:^|/)(?:${name})$`, 'u');

export const PRODUCTS: readonly Product[] = [
  { product: 'vLLM', function: 'model', image: whole('vllm-openai|vllm-openai-rocm|vllm-cpu-env|vllm-cpu|vllm-tpu|lmcache-vllm|vllm'), command: /\bvllm serve\b|vllm\.entrypoints\.openai\.api_server/u, port: 8000, authentication: key(['--api-key'], ['VLLM_API_KEY'], 'vLLM') },
  { product: 'Text Generation Inference', function: 'model', image: whole('text-generation-inference'), command: /\btext-generation-launcher\b/u, port: 80, authentication: key(['--api-key'], ['API_KEY'], 'TGI') },
  { product: 'SGLang', function: 'model', image: whole('sglang'), command: /sglang\.launch_server/u, port: 30000, authentication: key(['--api-key'], [], 'SGLang') },
  { product: 'Triton', function: 'model', image: whole('tritonserver'), command: /\btritonserver\b/u, port: 8000, authentication: key([], [], 'Triton') },
  { product: 'NVIDIA NIM', function: 'model', image: /(?:^|\/)nim\/[^/]+\/[^/]+$/u, port: 8000, authentication: key([], [], 'NIM') },
  { product: 'Ollama', function: 'model', image: whole('ollama'), command: /\bollama serve\b/u, port: 11434, authentication: key([], [], 'Ollama') },
  { product: 'TorchServe', function: 'model', image: whole('torchserve|torchserve-kfs|pytorch-inference-[a-z-]+'), port: 8080, authentication: ({ line, env }) => (/disable-token-auth/u.test(line) || env('TS_DISABLE_TOKEN_AUTHORIZATION') === 'true' ? none('token authorization is disabled') : unknown('depends on the version and its configuration file')) },
  { product: 'TensorFlow Serving', function: 'model', image: /^tensorflow\/serving(?:-gpu)?$|\/tensorflow\/serving$/u, port: 8501, authentication: key([], [], 'TensorFlow Serving') },
  { product: 'KServe model server', function: 'model', image: whole('sklearnserver|xgbserver|lgbserver|paddleserver|pmmlserver|huggingfaceserver(?:-gpu)?|mlserver'), port: 8080, authentication: key([], [], 'the model server') },
  { product: 'LiteLLM', function: 'gateway', image: whole('litellm|litellm-database|litellm-non_root'), command: /(?:^|\s|\/)litellm\s/u, port: 4000, authentication: key([], ['LITELLM_MASTER_KEY'], 'LiteLLM') },
  { product: 'vLLM router', function: 'gateway', image: whole('lmstack-router|production-stack-router'), command: /\bvllm-router\b/u, port: 8001, authentication: key(['--api-key'], ['VLLM_API_KEY'], 'the router') },
  { product: 'MCP gateway', function: 'gateway', image: whole('docker/mcp-gateway'), port: 8811, authentication: key([], ['MCP_GATEWAY_AUTH_TOKEN'], 'the MCP gateway') },
  { product: 'Ray dashboard', function: 'scheduler', command: RAY_HEAD_COMMAND, port: 8265, executes: true, authentication: ({ env }) => (env('RAY_AUTH_MODE') === 'token' ? required('RAY_AUTH_MODE is token') : none('the Ray dashboard and job API ask for no credentials')) },
  { product: 'Jupyter', function: 'notebook', image: whole('jupyter(?!-web-app)[a-z-]*|(?:base|minimal|scipy|datascience|tensorflow|pytorch|pyspark)-notebook'), command: /\bjupyter[- ](?:lab|notebook)\b|start-notebook\.(?:sh|py)/u, port: 8888, executes: true, authentication: jupyter },
  { product: 'MLflow', function: 'registry', image: whole('mlflow'), command: /\bmlflow (?:server|ui)\b/u, port: 5000, authentication: ({ words, line }) => (/basic-auth|--app-name/u.test(line) && (flag(words, '--app-name') ?? 'x') !== '' ? required('--app-name is set') : none('MLflow runs without --app-name basic-auth')) },
  { product: 'Qdrant', function: 'registry', image: whole('qdrant|qdrant-unprivileged'), port: 6333, authentication: key([], ['QDRANT__SERVICE__API_KEY'], 'Qdrant') },
  { product: 'Weaviate', function: 'registry', image: whole('weaviate'), port: 8080, authentication: ({ env }) => (env('AUTHENTICATION_APIKEY_ENABLED') === 'true' || env('AUTHENTICATION_OIDC_ENABLED') === 'true' ? required('an authentication scheme is enabled') : none('Weaviate runs with anonymous access')) },
  { product: 'Chroma', function: 'registry', image: whole('chroma'), port: 8000, authentication: key([], ['CHROMA_SERVER_AUTHN_CREDENTIALS', 'CHROMA_SERVER_AUTHN_PROVIDER'], 'Chroma') },
  { product: 'Argo server', function: 'scheduler', image: whole('argocli'), port: 2746, executes: true, authentication: argoServer },
  { product: 'Dask scheduler', function: 'scheduler', command: /\bdask[- ]scheduler\b/u, port: 8786, executes: true, authentication: ({ line }) => (/--tls-cert|--tls-ca-file/u.test(line) ? required('TLS certificates are asked for') : none('the Dask scheduler asks for no credentials')) },
  { product: 'Grafana', function: 'dashboard', image: whole('grafana|grafana-oss|grafana-enterprise'), port: 3000, authentication: ({ env }) => (env('GF_AUTH_ANONYMOUS_ENABLED') === 'true' ? none('anonymous access is enabled') : required('Grafana signs users in')) },
  { product: 'Prometheus', function: 'dashboard', image: whole('prometheus'), port: 9090, authentication: ({ line }) => (/--web\.config\.file/u.test(line) ? unknown('its web configuration file was not read') : none('Prometheus runs without a web configuration')) },
  { product: 'TensorBoard', function: 'dashboard', image: whole('tensorboard'), command: /\btensorboard\b/u, port: 6006, authentication: key([], [], 'TensorBoard') },
  { product: 'Open WebUI', function: 'dashboard', image: whole('open-webui'), port: 8080, authentication: ({ env }) => (env('WEBUI_AUTH')?.toLowerCase() === 'false' ? none('WEBUI_AUTH is false') : required('Open WebUI signs users in')) },
  { product: 'MinIO', function: 'other', image: whole('minio'), port: 9000, authentication: () => required('MinIO asks for keys') },
]; // prettier-ignore

function jupyter({ line, env }: Running): Answer {
  const empty = /(?:NotebookApp|ServerApp|IdentityProvider)\.(?:token|password)=?\s?(?:''|""|'"\s|\s|$)/u.test(line);
  const value = /(?:NotebookApp|ServerApp|IdentityProvider)\.token=(\S+)/u.exec(line)?.[1]?.replace(/['"]/gu, '');
  if (empty || value === '' || env('JUPYTER_TOKEN') === '') return none('its token is set to nothing');
  if (/--allow-unauthenticated|allow_unauthenticated_access=True/u.test(line))
    return none('unauthenticated access is allowed');
  return unknown('a token is generated unless its image or gateway says otherwise');
}

function argoServer({ words }: Running): Answer {
  const modes = words.flatMap((word, index) =>
    word.startsWith('--auth-mode=') ? [word.slice(12)] : word === '--auth-mode' ? [words[index + 1] ?? ''] : [],
  );
  if (modes.includes('server')) return none('--auth-mode=server acts as the server account for everybody');
  return required(modes.length > 0 ? `--auth-mode=${modes.join(',')}` : 'the client mode is the default');
}
