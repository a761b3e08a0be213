import type { WorkflowFact } from '../model/system-facts.ts';
import type { WorkflowJob } from '../model/workflow-job.ts';
import { listed, plural } from './names.ts';

/** Rights by which a token changes what runs or what is released; the others write labels, comments and results. */
const STRONG = /^(?:write-all|(?:contents|packages|actions|deployments|pages|id-token|attestations|admin): write)$/u;

export interface Held {
  readonly token: readonly string[];
  readonly oidc: boolean;
  readonly secrets: readonly string[];
}

/** How much is lost with a job: its secrets, its cloud identity, its token. */
export function strength({ token, oidc, secrets }: Held): 'strong' | 'default' | 'weak' | 'nothing' {
  if (oidc || secrets.length > 0 || token.some((right) => STRONG.test(right))) return 'strong';
  if (token.includes('default')) return 'default';
  return token.some((right) => right.endsWith(': write')) ? 'weak' : 'nothing';
}

export function heldInWords({ token, oidc, secrets }: Held): string {
  const own = secrets.filter((name) => name !== '*');
  const parts = [
    ...(secrets.includes('*') ? ['every secret of the repository'] : []),
    ...(own.length > 0 ? [`${plural(own.length, 'secret')} (${listed(own)})`] : []),
    ...(oidc ? ['a token for cloud roles'] : []),
    ...(token.includes('write-all') ? ['a token that may write everything'] : []),
    ...token
      .filter((right) => right.endsWith(': write') && right !== 'id-token: write')
      .map((right) => `${right} of the repository`),
    ...(token.includes('default') ? ['the default token, which writes unless the repository narrows it'] : []),
  ];
  return parts.length === 0 ? 'a token that reads' : listed(parts, 4);
}

/** Jobs of a workflow; one that stands for all where its source does not tell them apart. */
export function jobsOf(fact: WorkflowFact): readonly WorkflowJob[] {
  if (fact.jobs) return fact.jobs;
  const { node, token, oidc, secrets, selfHosted, strangersCode } = fact;
  const [evidence] = fact.evidence;
  if (!evidence) return [];
  const untrusted = fact.triggers.find((trigger) => trigger.untrusted);
  const exposures: WorkflowJob['exposures'] =
    untrusted && strangersCode
      ? [
          {
            how: 'code',
            event: untrusted.event,
            what: strangersCode.how,
            evidence: [untrusted.evidence, strangersCode.evidence],
            confidence: fact.confidence,
            ...(fact.confidence === 'possible' ? { precondition: 'the trigger is open to people outside' } : {}),
          },
        ]
      : [];
  return [{ name: '', node, token, oidc, secrets, selfHosted, evidence, exposures }];
}
