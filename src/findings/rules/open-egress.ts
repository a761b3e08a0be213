import type { NetworkFact, WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { restrictEgress } from '../fix/network-policy.ts';
import { does } from '../identities.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { givesRights, receivesSecret } from '../stake.ts';

/** A pod with what the network lets it do. */
export interface Open {
  readonly workload: WorkloadFact;
  readonly network: NetworkFact;
}

/** Row 24. One finding a namespace, with all its workloads. */
export const openEgress: Rule = {
  name: 'open-egress',
  row: 24,
  title: 'A model or agent may send anything anywhere',
  severities: [
    ['medium', 'an agent, or a workload that holds rights or receives a Secret'],
    ['low', 'any other model server'],
  ],
  fires: 'No network policy limits where pods that serve models or run agents may connect to.',
  quiet:
    'Pods that a policy with policyTypes Egress selects; notebooks, training and other workloads; templates that were not rendered.',
  frameworks: ['NHI6:2025', 'ASI01', 'ASI05', 'MAESTRO-L4', 'CSF-2.0 ID.AM-03', 'CSF-2.0 DE.CM-09'],
  *judge(context) {
    const open = opened(context, ({ egress }) => egress === 'open').filter(({ workload }) =>
      does(workload, 'serving', 'agent'),
    );
    for (const [namespace, some] of group(open, ({ workload }) => [namespaceOf(workload)]))
      yield draft(context, namespace, some);
  },
};

/** Pods for which the network is open in this way, without those from templates: what a chart's own values switch on is not seen in it. */
export function opened(context: JudgeContext, is: (fact: NetworkFact) => boolean): Open[] {
  return context.networks
    .filter((fact) => is(fact) && fact.confidence !== 'possible')
    .flatMap((network) => {
      const workload = context.workload(network.node) ?? context.workload(network.workload);
      return workload ? [{ workload, network }] : [];
    });
}

function draft(context: JudgeContext, namespace: NodeId, open: readonly Open[]): FindingDraft {
  const workloads = distinct(open);
  const tempting = workloads.some(
    (one) =>
      does(one, 'agent') || (one.tokenMounted && givesRights(context, one.account)) || receivesSecret(context, one),
  );
  return {
    severity: tempting ? 'medium' : 'low',
    confidence: 'configured',
    identity: namespace,
    title: `${who(context, namespace, workloads, 'model or agent workload')} may connect to anything`,
    detail: `${listed(workloads.map(({ node }) => context.named(node)))}: ${open[0]?.network.because ?? 'no network policy limits egress'}. What a prompt or a model makes it send leaves unseen.`,
    evidence: workloads.flatMap(({ evidence }) => evidence),
    key: 'egress',
    fix: restrictEgress(
      workloads,
      'own-namespace',
      'Let it reach names and its own namespace; add the few addresses that it needs, such as the model store.',
    ),
    removes: workloads.flatMap(({ pod }) => context.graph.outgoing(pod).filter(({ kind }) => kind === 'NET_REACH').map(({ id }) => id)), // prettier-ignore
  };
}

/** The namespace that the workload is in. */
export function namespaceOf({ node }: WorkloadFact): NodeId {
  const parsed = parseId(node);
  return nodeId(parsed?.source ?? 'k8s', 'Namespace', parsed?.realm ?? '', parsed?.path[0] ?? '');
}

export function distinct(open: readonly Open[]): WorkloadFact[] {
  return [...new Map(open.map(({ workload }) => [workload.pod, workload])).values()];
}

/** The only workload by its name, or how many there are: a workload of several pods counts once. */
export function who(context: JudgeContext, namespace: NodeId, pods: readonly WorkloadFact[], word: string): string {
  const nodes = new Set(pods.map(({ node }) => node));
  const [only = ''] = nodes;
  return nodes.size === 1 ? context.named(only) : `${plural(nodes.size, word)} of ${context.named(namespace)}`;
}
