import type { EndpointFact, WorkloadFact } from '../../model/facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import { fileOf, newName } from './places.ts';
import { selectable, selector } from './network-policy.ts';
import { document } from './yaml.ts';

/** What the product itself offers, by what its name holds. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/ray/iu, 'spec:\n  authOptions:\n    mode: token\n'],
  [
    /vllm/iu,
    'env:\n  - name: VLLM_API_KEY\n    valueFrom:\n      secretKeyRef:\n        name: vllm-api-key\n        key: VLLM_API_KEY\n',
  ],
];

const MESH =
  'Only callers of the namespace with a mesh identity get through; add further callers by their principal. It binds pods in the Istio mesh alone: label the namespace istio-injection=enabled first where it is not. A token check of the product comes on top.';

/** A mesh policy that admits callers of the same namespace by their identity; what the product can check itself is printed where the mesh cannot be used. */
export function requireAuthentication(endpoints: readonly EndpointFact[], workloads: readonly WorkloadFact[]): FixPlan {
  if (!endpoints.every(({ workload }) => workload.startsWith('k8s:'))) return onMachine(endpoints);
  const own = OWN.filter(([product]) => endpoints.some((one) => product.test(one.product))).map(([, text]) => text);
  const made = workloads.map((workload) => ({ file: fileOf(workload.evidence), text: admit(workload), workload }));
  const instead = [...own.map((text) => `# the product's own check\n${text}`), ...made.map(({ text }) => text)].join(
    '---\n',
  );
  const possible =
    made.length > 0 &&
    made.every(
      ({ file, workload }) => file !== undefined && selectable(workload) && workload.confidence !== 'possible',
    );
  if (!possible) return { kind: 'policy', why: MESH, text: instead };
  return { kind: 'patch', why: MESH, edits: [], added: made.map(({ file = '', text }) => ({ file, text })), instead };
}

/** For as long as the workload is held: a watch judges most of them again. */
const ADMITS = new WeakMap<WorkloadFact, string>();

function admit(workload: WorkloadFact): string {
  let text = ADMITS.get(workload);
  if (text === undefined) ADMITS.set(workload, (text = admission(workload)));
  return text;
}

function admission(workload: WorkloadFact): string {
  const parsed = parseId(workload.node);
  const namespace = parsed?.path[0] ?? 'default';
  return document({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: newName(parsed?.name ?? 'workload', 'callers'), namespace },
    spec: {
      selector: selectable(workload) ? { matchLabels: selector(workload) } : undefined,
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: [`cluster.local/ns/${namespace}/sa/*`] } }] }],
    },
  });
}

/** What a product takes its own key from; a variable that must be set keeps the value out of the file. */
const VARIABLES: readonly (readonly [product: RegExp, variable: string])[] = [
  [/^vLLM/u, 'VLLM_API_KEY'], [/^Text Generation Inference$/u, 'API_KEY'], [/^LiteLLM$/u, 'LITELLM_MASTER_KEY'],
  [/^Qdrant$/u, 'QDRANT__SERVICE__API_KEY'], [/^Chroma$/u, 'CHROMA_SERVER_AUTHN_CREDENTIALS'], [/^Jupyter$/u, 'JUPYTER_TOKEN'],
  [/^MCP gateway$/u, 'MCP_GATEWAY_AUTH_TOKEN'],
]; // prettier-ignore

/** A service of a machine: its port for the machine alone, and its own key where it has one. */
function onMachine(endpoints: readonly EndpointFact[]): FixPlan {
  const products = [...new Set(endpoints.map(({ product }) => product))];
  const keys = VARIABLES.filter(([pattern]) => products.some((one) => pattern.test(one))).map(([, name]) => name);
  const own = keys.map((name) => `environment:\n  ${name}: \${${name}:?set a key of your own}\n`).join('');
  const why = `The port is bound to the machine itself: other services of the project still reach it by its name, others only through a proxy that asks who they are.${keys.length > 0 ? ` The product checks a key of its own when ${keys.join(', ')} is set.` : ''}`;
  if (products.every((one) => one === 'LiteLLM pass-through'))
    return { kind: 'policy', why: PASSED_ON, text: 'general_settings:\n  pass_through_endpoints:\n    - auth: true\n' };
  const ask = endpoints.every(({ because }) => because.includes('master_key'));
  const instead = ask
    ? 'general_settings:\n  master_key: os.environ/LITELLM_MASTER_KEY\n'
    : `ports:\n  - "127.0.0.1:<port>:<port>"\n${own}`;
  const edits = endpoints.flatMap(({ local }) => (local ?? []).map(({ span, text }) => ({ ...span, text })));
  if (endpoints.some(({ local }) => local === undefined))
    return { kind: 'policy', why: ask ? MASTER : why, text: instead };
  return { kind: 'patch', why, edits, instead };
}

const MASTER =
  'Without a master key the gateway answers everybody with the keys of its upstreams. Set one from the environment and give each caller a virtual key.';

const PASSED_ON =
  'A pass-through route that puts a key in asks its callers only when auth is true; until then take the key out of its headers.';
