import type { FederationFact } from '../../model/aws-facts.ts';
import type { AzureFederatedCredentialFact } from '../../model/azure-facts.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import { printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import { all, any, both, maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { Asked, issuerOf, type Verdict } from '../answer/asked.ts';
import { equalTexts, likeText } from '../answer/text.ts';
import type { AzureWorld } from './world.ts';

/** Whether who asks for an application is let in by one of its federated credentials. */
export function deriveFederation(estate: EstateBuilder, world: AzureWorld): void {
  const credentials = new Map<NodeId, AzureFederatedCredentialFact[]>();
  for (const one of world.credentials) {
    const node = world.whose(one.of) ?? one.node;
    credentials.set(node, [...(credentials.get(node) ?? []), one]);
  }
  const asked = new Asked(estate, world.federations);
  const key = ({ node, to, evidence }: FederationFact): string => JSON.stringify([node, to, evidence]);
  for (const fact of [...world.federations].sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const to = world.who(fact.target) ?? fact.to;
    asked.settle(fact, verdictOn(fact, credentials.get(to) ?? credentials.get(fact.to) ?? []), to);
  }
}

function verdictOn(fact: FederationFact, credentials: readonly AzureFederatedCredentialFact[]): Verdict {
  if (credentials.length === 0) return { is: 'open' };
  const answers = credentials.map((one) => [one, admits(one, fact)] as const);
  const let_in = answers.filter(([, answer]) => answer.is !== 'no');
  const evidence = (let_in.length > 0 ? let_in.map(([one]) => one) : credentials).flatMap((one) => one.evidence);
  if (let_in.length > 0) return { is: 'admitted', answer: any(let_in.map(([, answer]) => answer)), evidence };
  const instead = credentials
    .map((one) => `${printHoles(one.issuer)} ${printHoles(one.subject ?? one.expression ?? '')}`)
    .sort()
    .join(', ');
  const because = `${fact.subjects.map(printHoles).join(', ')} asks for ${fact.target}; it admits ${instead}`;
  if (credentials.some((one) => one.whole)) return { is: 'refused', because, evidence };
  return {
    is: 'admitted',
    answer: maybe(`a federated credential that no file shows admits it (${because})`),
    evidence,
  };
}

/** Microsoft Entra documentation, "Workload identity federation": issuer, subject and audience are compared exactly, case included. */
function admits(
  { issuer, subject, expression, audiences }: AzureFederatedCredentialFact,
  fact: FederationFact,
): Answer {
  const from =
    fact.issuer === undefined
      ? maybe(`the issuer of its tokens is ${printHoles(issuer)}`)
      : equalTexts(issuerOf(fact.issuer), issuerOf(issuer));
  const whom = any(
    fact.subjects.map((one) =>
      subject === undefined ? byExpression(expression ?? '', one) : equalTexts(one, subject),
    ),
  );
  const { audience } = fact;
  const forWhom =
    audience === undefined || audiences.length === 0 ? YES : any(audiences.map((one) => equalTexts(audience, one)));
  return all([from, whom, forWhom]);
}

const CLAIM = /^claims\['([A-Za-z_]{1,60})'\] (eq|matches) '([^']{1,600})'$/u;

/** "Flexible federated identity credentials": `claims['sub'] matches 'repo:org/*'`, joined by `and`; other claims are not in a subject. */
function byExpression(expression: string, subject: string): Answer {
  const parts = expression.slice(0, 4000).split(/ and /u);
  return parts.reduce<Answer>(
    (known, part) => {
      const [, claim, operator, value = ''] = CLAIM.exec(part.trim()) ?? [];
      if (claim === undefined || claim !== 'sub')
        return both(known, maybe(part.trim() === '' ? 'it has no subject' : part.trim()));
      return both(known, operator === 'eq' ? equalTexts(subject, value) : likeText(subject, value));
    },
    expression === '' ? NO : YES,
  );
}
