import type { EstateEdge } from '../../model/estate.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import type { JudgeContext, Stake } from '../rule.ts';
import { dropToken } from './drop-token.ts';

export interface Cut {
  readonly fix: FixPlan;
  readonly removes: readonly string[];
}

/**
 * The nearest cut of a path that a file can carry out: the token of the workloads where the path begins, else the binding that it runs over,
 * else the first attack step, described.
 */
export function cutPath(context: JudgeContext, stake: Stake, workloads: readonly WorkloadFact[]): Cut {
  const pods = new Set(workloads.map(({ pod }) => pod));
  const token = stake.path.edges.find(({ kind, from }) => kind === 'RUNS_AS' && pods.has(from));
  if (token) {
    const own = workloads.filter(({ tokenMounted, account }) => tokenMounted && account === token.to);
    return {
      fix: dropToken(
        own,
        'Without the token of its account the workload cannot act in the cluster. What needs one gets a projected token for one audience.',
      ),
      removes: own.flatMap(({ pod }) => context.graph.outgoing(pod).filter(({ kind }) => kind === 'RUNS_AS').map(({ id }) => id)), // prettier-ignore
    };
  }
  const binding = stake.path.edges.find(({ kind }) => kind === 'HAS_PERMISSION_SET');
  if (binding) return { fix: unbind(context, binding), removes: [binding.id] };
  const [first] = stake.path.edges;
  return { fix: described(first), removes: first ? [first.id] : [] };
}

function unbind(context: JudgeContext, edge: EstateEdge): FixPlan {
  const grant = context.grants.find(({ node }) => node === edge.to);
  const why = `Take ${context.named(edge.from)} out of ${grant ? `${grant.binding.kind} ${grant.binding.name}` : 'the binding'}.`;
  const span =
    grant?.subjects.length === 1 ? grant.document : grant?.subjects.find(({ node }) => node === edge.from)?.span;
  const text = `# ${edge.kind}\n# from ${edge.from}\n# to ${edge.to}\n`;
  return span ? { kind: 'patch', why, edits: [{ ...span, text: '' }], instead: text } : { kind: 'policy', why, text };
}

function described(edge: EstateEdge | undefined): FixPlan {
  return {
    kind: 'policy',
    why: 'Remove the first step of the path.',
    text: edge ? `# remove ${edge.kind} (${edge.id})\n# from ${edge.from}\n# to ${edge.to}\n` : '',
  };
}
