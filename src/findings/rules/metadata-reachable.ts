import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { restrictEgress } from '../fix/network-policy.ts';
import { does } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';
import { distinct, namespaceOf, opened, who, type Open } from './open-egress.ts';

/** Row 25. One finding a namespace. */
export const metadataReachable: Rule = {
  name: 'metadata-reachable',
  row: 25,
  title: 'A notebook or model reaches the metadata service of its node',
  severities: [
    ['high', 'the role of the node is known and reaches a jewel'],
    ['medium', 'a notebook or agent'],
    ['low', 'a model server'],
  ],
  fires:
    'Nothing keeps pods of notebooks, agents or models from the link-local address that gives out the credentials of the node.',
  quiet:
    'Pods behind a policy that leaves the address out, or in a set-up that says it is blocked; other workloads; templates that were not rendered.',
  frameworks: ['NHI6:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'SP-800-53 IA-9', 'ATLAS AML.T0055'],
  *judge(context) {
    const open = opened(context, ({ metadata }) => metadata === 'open').filter(({ workload }) =>
      does(workload, 'serving', 'agent', 'notebook'),
    );
    for (const [namespace, some] of group(open, ({ workload }) => [namespaceOf(workload)]))
      yield draft(context, namespace, some);
  },
};

function draft(context: JudgeContext, namespace: NodeId, open: readonly Open[]): FindingDraft {
  const workloads = distinct(open);
  const edges = workloads.flatMap(({ pod }) => context.graph.outgoing(pod).filter(({ kind }) => kind === 'IMDS_REACH'));
  const stake = context.pathToStake([...new Set(edges.map(({ to }) => to))].sort());
  const interactive = workloads.some((one) => does(one, 'notebook', 'agent'));
  return {
    severity: stake ? 'high' : interactive ? 'medium' : 'low',
    confidence: edges.some(({ confidence }) => confidence !== 'possible') ? 'configured' : 'possible',
    identity: namespace,
    title: `${who(context, namespace, workloads, interactive ? 'notebook, agent or model workload' : 'model workload')} may ask the node for its cloud credentials`,
    detail: `${listed(workloads.map(({ node }) => context.named(node)))}: ${open[0]?.network.because ?? 'nothing blocks 169.254.169.254'}. In a cloud, code in the pod can become the role of the node.${leadingTo(stake)}`,
    evidence: workloads.flatMap(({ evidence }) => evidence),
    key: 'metadata',
    ...atStake(stake),
    fix: restrictEgress(
      workloads,
      'not-metadata',
      'Leave the metadata address out of what the pods may reach; set a hop limit of 1 on the nodes as well.',
    ),
    removes: edges.map(({ id }) => id),
  };
}
