import type { SubmitFact } from '../../model/facts.ts';
import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { cutPath } from '../fix/cut.ts';
import { dropToken } from '../fix/drop-token.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, givesRights, isProduction, leadingTo } from '../stake.ts';

/** Row 39. One finding an account that jobs run as. */
export const submitAsProduction: Rule = {
  name: 'submit-as-production',
  row: 39,
  title: 'Whoever may submit a job acts as an account with rights',
  severities: [
    ['critical', 'no authentication, and a jewel of production is reached'],
    ['high', 'no authentication, and the account is of production or reaches a jewel'],
    ['medium', 'otherwise'],
  ],
  fires:
    'A job API or queue without authentication runs what is submitted as an account that holds rights or belongs to production; or it runs on a machine outside Kubernetes (Slurm without munge, a Ray dashboard that listens on every address).',
  quiet:
    'Job APIs that ask for a token; jobs that run as an account without rights outside production (endpoint-without-auth says the rest).',
  frameworks: [
    'NHI5:2025',
    'NHI8:2025',
    'ASI03',
    'ASI05',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-03',
    'CSF-2.0 PR.AA-05',
    'ISO-27001 A.8.31',
  ],
  *judge(context) {
    const open = context.submits.filter(({ authentication }) => authentication === 'none');
    for (const [account, facts] of group(open, (one) => [one.runsAs])) {
      const production = facts.some(({ workload }) => context.environment(workload) === 'prod');
      const tokens = facts.some(({ workload }) => context.workload(workload)?.tokenMounted ?? true);
      if (tokens && (production || givesRights(context, account) || outside(account)))
        yield draft(context, account, facts, production);
    }
  },
};

/** A job API outside Kubernetes runs what is submitted on a machine, as a user of it. */
const outside = (account: NodeId): boolean => !account.startsWith('k8s:');

function draft(
  context: JudgeContext,
  account: NodeId,
  facts: readonly SubmitFact[],
  production: boolean,
): FindingDraft {
  const stake = context.pathToStake([account]);
  const workloads = facts.flatMap(({ workload }) => context.workload(workload) ?? []);
  const reaches = stake !== undefined && isProduction(stake.jewel);
  const cut = stake && cutPath(context, stake, workloads);
  const products = listed([...new Set(facts.map(({ product }) => product))]);
  return {
    severity: reaches ? 'critical' : production || stake ? 'high' : 'medium',
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `whoever reaches ${products} acts as ${context.named(account)}`,
    detail: `${listed(facts.map(({ node }) => context.named(node)))} ${new Set(facts.map(({ node }) => node)).size > 1 ? 'take' : 'takes'} jobs without asking who submits them, and a job is code that runs ${outside(account) ? 'as whoever the caller says, or as what started it' : 'with the token of the account'}.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'submit',
    ...atStake(stake),
    fix:
      switchedOn(facts) ??
      cut?.fix ??
      (outside(account) ? CLOSED : undefined) ??
      dropToken(
        workloads,
        'Jobs run without the token of the account; those that need rights get an account of their own.',
      ),
    removes: cut?.removes ?? [],
  };
}

const CLOSED: FixPlan = {
  kind: 'policy',
  why: 'Let the job API listen on the machine alone and ask for a token.',
  text: 'ray start --head --dashboard-host=127.0.0.1\n# and, where the version has it: RAY_AUTH_MODE=token\n',
};

/** One value that switches authentication on, where the file has a place for it. */
function switchedOn(facts: readonly SubmitFact[]): FixPlan | undefined {
  const places = facts.flatMap(({ secure }) => secure ?? []);
  const [first] = places;
  if (!first || places.length !== facts.length) return undefined;
  return {
    kind: 'patch',
    why: first.why,
    edits: places.map(({ at, text }) => ({ ...at, text })),
    instead: `${first.text}\n`,
  };
}
