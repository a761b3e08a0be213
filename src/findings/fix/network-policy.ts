import type { WorkloadFact } from '../../model/facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import { fileOf, newName } from './places.ts';
import { document, type Yaml } from './yaml.ts';

/** Link-local addresses: the metadata services of the clouds and of containers. */
const METADATA = ['169.254.0.0/16'];
const DNS: Yaml = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
}; // prettier-ignore

const EGRESS: Readonly<Record<'own-namespace' | 'not-metadata', readonly Yaml[]>> = {
  'own-namespace': [DNS, { to: [{ podSelector: {} }] }],
  'not-metadata': [DNS, { to: [{ podSelector: {} }] }, { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: METADATA } }] }],
};

/** One policy for each workload, beside it. Where its labels are not known the policy is printed to be completed. */
export function restrictEgress(workloads: readonly WorkloadFact[], to: keyof typeof EGRESS, why: string): FixPlan {
  const made = workloads.map((workload) => ({ file: fileOf(workload.evidence), text: policy(workload, to), workload }));
  const instead = made.map(({ text }) => text).join('---\n');
  const possible = made.every(
    ({ file, workload }) => file !== undefined && selectable(workload) && workload.confidence !== 'possible',
  );
  if (!possible || made.length === 0) return { kind: 'policy', why, text: instead };
  return { kind: 'patch', why, edits: [], added: made.map(({ file = '', text }) => ({ file, text })), instead };
}

export function selectable({ labels }: WorkloadFact): boolean {
  return labels !== undefined && Object.keys(labels).length > 0;
}

export function selector({ labels = {} }: WorkloadFact): { readonly [key: string]: string } {
  return labels;
}

function policy(workload: WorkloadFact, to: keyof typeof EGRESS): string {
  const parsed = parseId(workload.node);
  return document({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: newName(parsed?.name ?? 'workload', 'egress'), namespace: parsed?.path[0] },
    spec: {
      podSelector: selectable(workload) ? { matchLabels: selector(workload) } : {},
      policyTypes: ['Egress'],
      egress: EGRESS[to],
    },
  });
}
