import type { AwsLoosePolicyFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import type { Fact } from '../../../model/facts.ts';
import { tellAwsResource } from '../../tell/aws.ts';
import { wildcardsOf } from '../wildcards.ts';
import { isLimit, kindOf } from './kind.ts';

/**
 * Policy documents that stand alone in a file. One that another file uses (Terraform's `file`) is read there. A resource policy that is
 * about one thing is taken for that thing's, as possible. Of the others is told that nobody is known to have them, and what they would
 * give too much.
 */
export function settleLoosePolicies(estate: EstateBuilder): void {
  const facts = estate.allFacts();
  const loose = facts.filter((one): one is AwsLoosePolicyFact => one.fact === 'aws-loose-policy');
  if (loose.length === 0) return;
  const used = new Set(facts.flatMap(policiesIn).flatMap(filesOf));
  const guarded = new Set(facts.flatMap((one) => (one.fact === 'aws-resource' && one.policy ? [one.arn] : [])));
  for (const fact of loose) if (!used.has(fact.file)) settle(estate, fact, guarded);
}

function settle(estate: EstateBuilder, fact: AwsLoosePolicyFact, guarded: ReadonlySet<string>): void {
  const { policy, file } = fact;
  const kind = kindOf(policy);
  if (kind.of === 'thing' && !guarded.has(kind.arn)) {
    tellAwsResource(estate, {
      service: kind.service, type: kind.type, arn: kind.arn, account: kind.account ?? fact.account, policy: doubted(policy), tags: {},
      environment: fact.environment, evidence: fact.evidence, confidence: 'possible',
    }); // prettier-ignore
    return;
  }
  const line = policy.evidence;
  estate.diagnostic(diagnostic('policy-of-nobody', SAYS[kind.of], file, 'line' in line ? line.line : undefined));
  if (kind.of === 'identity' && !isLimit(file)) wild(estate, fact);
}

const SAYS = {
  identity: 'no file says who has this policy',
  role: 'no file says which role has this trust policy',
  thing: 'the thing that this policy is about has another one in another file',
  things: 'no file says which thing has this resource policy',
} as const;

/** Nothing says that what stands in the file was ever put in force. */
const doubted = (policy: AwsPolicy): AwsPolicy => ({
  ...policy,
  statements: policy.statements.map((one) => ({
    uncertain: 'the policy stands in a file, and nothing says that it is in force',
    ...one,
  })),
});

function wild(estate: EstateBuilder, { node, policy }: AwsLoosePolicyFact): void {
  const denies = policy.statements.some(({ effect }) => effect === 'Deny');
  const found = policy.statements.flatMap((statement) => {
    const services = denies ? [] : wildcardsOf(statement);
    return services.length === 0 ? [] : [{ statement, services }];
  });
  if (found.length === 0) return;
  estate.fact({
    fact: 'wildcard-right', node, services: [...new Set(found.flatMap(({ services }) => services))].sort(),
    statements: found.map(({ statement }) => ({ policy: policy.name, statement })), admin: false, loose: true,
    confidence: 'possible', evidence: found.map(({ statement }) => statement.evidence),
  }); // prettier-ignore
}

function policiesIn(fact: Fact): readonly AwsPolicy[] {
  if (fact.fact === 'aws-identity') return [...fact.inline, ...(fact.trust ? [fact.trust] : [])];
  if (fact.fact === 'aws-policy') return [fact.policy];
  if (fact.fact === 'aws-resource') return fact.policy ? [fact.policy] : [];
  if (fact.fact === 'aws-organisation') return [fact.scps, fact.rcps].flatMap((one) => Object.values(one).flat());
  return [];
}

const filesOf = ({ evidence, statements }: AwsPolicy): readonly string[] =>
  [evidence, ...statements.map((one) => one.evidence)].flatMap((one) => ('file' in one ? [one.file] : []));
