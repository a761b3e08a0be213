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

function admit(workload: WorkloadFact): string {
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
