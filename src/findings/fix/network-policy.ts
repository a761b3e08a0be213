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

/** More workloads than this get one policy for their namespace, which is for people to place: it holds for everything in it. */
const EACH = 8;

/** One policy for each workload, beside it. Where its labels are not known the policy is printed to be completed. */
export function restrictEgress(workloads: readonly WorkloadFact[], to: keyof typeof EGRESS, why: string): FixPlan {
  const [first] = workloads;
  if (first && workloads.length > EACH) return { kind: 'policy', why, text: wholeNamespace(first, to) };
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

/** For as long as the workload is held: a watch judges most of them again. */
const WRITTEN = {
  'own-namespace': new WeakMap<WorkloadFact, string>(),
  'not-metadata': new WeakMap<WorkloadFact, string>(),
};

function policy(workload: WorkloadFact, to: keyof typeof EGRESS): string {
  let text = WRITTEN[to].get(workload);
  if (text === undefined) WRITTEN[to].set(workload, (text = policyOf(workload, to)));
  return text;
}

function policyOf(workload: WorkloadFact, to: keyof typeof EGRESS): string {
  const name = newName(parseId(workload.node)?.name ?? 'workload', 'egress');
  return written(name, workload, selectable(workload) ? { matchLabels: selector(workload) } : {}, to);
}

function wholeNamespace(workload: WorkloadFact, to: keyof typeof EGRESS): string {
  return written(`${to}-egress`, workload, {}, to);
}

function written(name: string, { node }: WorkloadFact, podSelector: Yaml, to: keyof typeof EGRESS): string {
  return document({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: parseId(node)?.path[0] },
    spec: { podSelector, policyTypes: ['Egress'], egress: EGRESS[to] },
  });
}
