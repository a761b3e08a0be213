import type { EstateEdge } from '../../model/estate.ts';
import { SEVERITIES, type FindingDraft, type Severity } from '../../model/finding.ts';
import type { WorkflowFact } from '../../model/system-facts.ts';
import type { Exposure } from '../../model/workflow-job.ts';
import { guarded, strangersOut, type Open } from '../fix/strangers-out.ts';
import { listed, plural } from '../names.ts';
import { heldInWords, jobsOf, strength, type Held } from '../rights-of-jobs.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

type How = Exposure['how'];

/** By what the job holds, for each way in; absent where the two do not meet. */
const SEVERITY: Readonly<Record<How, Partial<Record<ReturnType<typeof strength>, Severity>>>> = {
  code: { strong: 'critical', default: 'high', weak: 'medium' },
  expression: { strong: 'high', default: 'medium', weak: 'medium' },
  prompt: { strong: 'high', default: 'medium', weak: 'medium' },
  started: { strong: 'medium' },
  runner: { strong: 'high', default: 'high', weak: 'high', nothing: 'high' },
};

const IN_WORDS: Readonly<Record<How, string>> = {
  code: 'runs code of a stranger',
  expression: 'puts text of a stranger into a script',
  prompt: 'lets a stranger speak to an agent with tools',
  started: 'is started by strangers',
  runner: 'runs code of a stranger on a self-hosted runner',
};

/** Row 22. One finding a workflow for what its jobs hold, and one for the machines that they run on. */
export const pullRequestTargetWithSecrets: Rule = {
  name: 'pull-request-target-with-secrets',
  row: 22,
  title: 'Code or text of a stranger meets secrets, a cloud identity or a writing token in a workflow',
  severities: [
    ['critical', 'code of a stranger runs in the job that holds them'],
    [
      'high',
      'text of a stranger is put into a script or read by an agent with tools; the job has only the default token',
    ],
    ['high', 'pull requests of forks run on a self-hosted runner, whatever the job holds'],
    [
      'medium',
      'a pull request of a stranger starts the job, and nothing of it is seen to run; or the token writes only labels and comments',
    ],
  ],
  fires:
    'A job that a stranger can start (pull_request_target, comments, issues, discussions, workflow_run after a fork) checks his commit out and runs it, expands his text in a script, or holds secrets; or a self-hosted runner takes pull requests of forks.',
  quiet:
    'Jobs whose condition asks who it is (author association, head repository, label, merged), jobs that hold nothing, text that is passed through a variable, pull_request on hosted runners.',
  frameworks: [
    'NHI6:2025',
    'NHI2:2025',
    'ASI05',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 SR-6',
    'ISO-27001 A.8.31',
    'SOC-2 CC8.1',
  ],
  *judge(context) {
    for (const fact of context.of('workflow')) {
      const inside = openJobs(fact, (one) => one.how !== 'runner');
      if (inside.length > 0) yield draft(context, fact, inside, 'strangers');
      const machines = openJobs(fact, (one) => one.how === 'runner');
      if (machines.length > 0) yield draft(context, fact, machines, 'runner');
    }
  },
};

function openJobs(fact: WorkflowFact, wanted: (one: Exposure) => boolean): readonly Open[] {
  return jobsOf(fact).flatMap((job): Open[] => {
    const exposures = job.exposures.filter((one) => wanted(one) && SEVERITY[one.how][strength(job)] !== undefined);
    return exposures.length > 0 ? [{ job, exposures }] : [];
  });
}

function draft(
  context: JudgeContext,
  fact: WorkflowFact,
  open: readonly Open[],
  key: 'strangers' | 'runner',
): FindingDraft {
  const ranked = open
    .flatMap(({ job, exposures }) =>
      exposures.map((one) => ({ job, one, severity: SEVERITY[one.how][strength(job)] ?? 'medium' })),
    )
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const worst = ranked[0];
  const severity = worst?.severity ?? 'medium';
  const how = worst?.one.how ?? 'started';
  const nodes = [...new Set(open.map(({ job }) => job.node))];
  const edges = entries(context, nodes, open);
  const stake = context.stakeThrough(edges);
  const possible = fact.confidence === 'possible' || ranked.every(({ one }) => one.confidence === 'possible');
  const whats = listed([...new Set(ranked.map(({ one }) => one.what))], 3);
  const events = listed([...new Set(ranked.map(({ one }) => one.event))]);
  const holds =
    key === 'runner'
      ? 'What a pull request leaves there is there for the next job.'
      : `${plural(open.length, 'job')} with ${heldInWords(union(open))}.`;
  return {
    severity,
    confidence: possible ? 'possible' : 'configured',
    identity: nodes.length === 1 ? (nodes[0] ?? fact.node) : fact.node,
    title: `${context.named(fact.node)} ${IN_WORDS[how]}${key === 'runner' ? '' : ` where it holds ${heldShort(union(open))}`}`,
    detail: `On ${events}: ${whats}. ${holds}${leadingTo(stake)}`,
    evidence: ranked.flatMap(({ one }) => one.evidence),
    key,
    ...atStake(stake),
    fix: key === 'runner' ? guarded(fact, open, ['pull_request'], RUNNER) : strangersOut(fact, open),
    removes: edges.map(({ id }) => id),
  };
}

const RUNNER =
  'Jobs of pull requests from forks go to hosted runners, or wait until a member has pushed the branch. In the settings of the organisation, ask for approval of all outside contributors, and make runners anew for each job.';

function entries(context: JudgeContext, nodes: readonly string[], open: readonly Open[]): EstateEdge[] {
  const onMachines = open.some(({ exposures }) => exposures.some(({ how }) => how === 'runner'));
  const ends = onMachines
    ? nodes.flatMap((node) =>
        context.graph
          .incoming(node)
          .filter(({ kind }) => kind === 'NODE_HOSTS')
          .map(({ from }) => from),
      )
    : nodes;
  return [...new Set(ends)].flatMap((node) =>
    context.graph.incoming(node).filter(({ kind }) => kind === 'FORK_PR_EXEC'),
  );
}

function union(open: readonly Open[]): Held {
  const all = (key: 'token' | 'secrets'): string[] => [...new Set(open.flatMap(({ job }) => job[key]))].sort();
  return { token: all('token'), oidc: open.some(({ job }) => job.oidc), secrets: all('secrets') };
}

function heldShort({ token, oidc, secrets }: Held): string {
  if (oidc && secrets.length > 0) return 'secrets and a cloud identity';
  if (oidc) return 'a cloud identity';
  if (secrets.length > 0) return 'secrets';
  return token.includes('default') ? 'the default token' : 'a writing token';
}
