import type { EstateEdge } from '../../model/estate.ts';
import { placeOf } from '../../model/evidence.ts';
import { EDGE_KINDS, type EdgeKind } from '../../model/kinds.ts';
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
  const step = stake.path.edges.find(({ kind }) => EDGE_KINDS[kind].class === 'attack');
  return step ? { fix: described(context, step), removes: [step.id] } : { fix: NOTHING, removes: [] };
}

function unbind(context: JudgeContext, edge: EstateEdge): FixPlan {
  const grant = context.grants.find(({ node }) => node === edge.to);
  const why = `Take ${context.named(edge.from)} out of ${grant ? `${grant.binding.kind} ${grant.binding.name}` : 'the binding'}.`;
  const span =
    grant?.subjects.length === 1 ? grant.document : grant?.subjects.find(({ node }) => node === edge.from)?.span;
  const text = `# ${edge.kind}\n# from ${edge.from}\n# to ${edge.to}\n`;
  return span ? { kind: 'patch', why, edits: [{ ...span, text: '' }], instead: text } : { kind: 'policy', why, text };
}

/** What taking a step away means to the person who does it; other kinds are said by what they mean. */
const TAKE_AWAY: Partial<Record<EdgeKind, string>> = {
  DATA_ACCESS: 'Take the volume out of the pod; mount a copy that holds no production data',
  MOUNTS_SECRET: 'Take the Secret out of the pod; give it a credential of its own',
  CONTAINER_ESCAPE: 'Take the privilege from the container that lets it out',
  EXPLOITS_SERVICE: 'Let the service ask who is calling',
  SCHED_SUBMIT: 'Let the scheduler ask who is submitting',
  IRSA: 'Take the role annotation off the account',
  GKE_WI: 'Take the cloud account annotation off the account',
  AKS_WI: 'Take the client id annotation off the account',
};

function described(context: JudgeContext, edge: EstateEdge): FixPlan {
  const what = TAKE_AWAY[edge.kind] ?? `Make this untrue: ${EDGE_KINDS[edge.kind].means}`;
  const places = edge.evidence.map((place) => `#   ${placeOf(place)}\n`).join('');
  return {
    kind: 'policy',
    why: `${what} (${context.named(edge.to)}).`,
    text: `# ${edge.kind} (${edge.id})\n# from ${edge.from}\n# to ${edge.to}\n# written at\n${places}`,
  };
}

const NOTHING: FixPlan = { kind: 'policy', why: 'The parts of one thing cannot be taken apart.', text: '' };
