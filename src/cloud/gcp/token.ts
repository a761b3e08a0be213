import type { FederationFact } from '../../model/aws-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { GcpProviderFact } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { any, both, maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { issuerOf } from '../answer/asked.ts';
import { equalTexts } from '../answer/text.ts';
import { evaluateCel, textOf, type Values } from './cel/evaluate.ts';
import { claimsOf } from './claims.ts';
import type { PoolPrincipal } from './pool-principal.ts';
import type { GcpWorld } from './world.ts';

export interface Match {
  readonly answer: Answer;
  readonly evidence: readonly Evidence[];
}

const NEVER: Match = { answer: NO, evidence: [] };

/** Says of a principal of a pool whether the tokens of who asks may be his. */
export function tokenOf(world: GcpWorld, fact: FederationFact): (principal: PoolPrincipal) => Match {
  return fact.kind === 'GKE_WI'
    ? (principal) => ofCluster(fact, principal)
    : (principal) => ofProvider(world, fact, principal);
}

/** A pool `PROJECT.svc.id.goog` holds every cluster of the project, told apart by nothing but namespace and name. */
function ofCluster({ subjects, issuer }: FederationFact, { pool, by, value }: PoolPrincipal): Match {
  if (!pool.endsWith('.svc.id.goog')) return NEVER;
  const project = printHoles(pool).replace(/\.svc\.id\.goog$/u, '');
  const from = /\/projects\/([^/]{1,300})\//u.exec(issuer ?? '')?.[1];
  const cluster =
    from === undefined ? maybe(`the cluster is of the pool ${project}.svc.id.goog`) : equalTexts(from, project);
  const named = any(
    subjects.map((subject) => {
      const [, , namespace = '', account = ''] = subject.split(':');
      if (by === 'subject') return equalTexts(`ns/${namespace}/sa/${account}`, value);
      if (by === 'namespace') return equalTexts(namespace, value);
      return by === '*' ? YES : maybe(`the account is one of ${by} ${printHoles(value)}`);
    }),
  );
  return { answer: both(cluster, named), evidence: [] };
}

function ofProvider(world: GcpWorld, fact: FederationFact, principal: PoolPrincipal): Match {
  const evidence: Evidence[] = [];
  const answers = world.providers
    .filter(({ project, pool }) => world.project(project) === principal.project && pool === principal.pool)
    .map((provider) => {
      const answer = both(
        accepts(provider, fact),
        any(fact.subjects.map((subject) => isPrincipal(provider, subject, principal))),
      );
      if (answer.is !== 'no') evidence.push(...provider.evidence);
      return answer;
    });
  if (answers.length === 0 && fact.issuer !== undefined) return unknownProvider(fact, principal);
  return { answer: any(answers), evidence };
}

/** The pool is named by a policy and its providers are in no file: the usual mapping of the subject and the repository is as good as is known. */
function unknownProvider({ subjects, issuer = '' }: FederationFact, { pool, by, value }: PoolPrincipal): Match {
  if (pool.endsWith('.svc.id.goog')) return NEVER;
  const doubt = maybe(`a provider of pool ${printHoles(pool)} trusts ${issuer} and maps ${by} as usual`);
  const answer = any(
    subjects.map((subject) => {
      if (by === '*') return YES;
      const claim = claimsOf(subject)(by === 'subject' ? 'sub' : by.replace(/^attribute\./u, ''));
      return claim === undefined ? maybe(`its ${by} is ${printHoles(value)}`) : equalTexts(claim, value);
    }),
  );
  return { answer: both(doubt, answer), evidence: [] };
}

function accepts({ issuer, audiences, disabled, provider }: GcpProviderFact, fact: FederationFact): Answer {
  if (disabled || issuer === undefined) return NO;
  const known =
    fact.issuer === undefined
      ? maybe(`its tokens are of ${issuer}`)
      : equalTexts(issuerOf(fact.issuer), issuerOf(issuer));
  if (known.is === 'no' || audiences.length === 0) return known;
  const asked = fact.audience;
  const ofDefault = `/providers/${provider}`;
  if (asked === undefined) {
    if (audiences.some((one) => one.endsWith(ofDefault))) return known;
    return both(known, maybe(`the token is made out to ${audiences.join(' or ')}`));
  }
  return both(known, any(audiences.map((one) => equalTexts(asked, one))));
}

/** The mapping makes attributes of claims, the condition is over both (IAM documentation, "Workload Identity Federation", attribute mappings). */
export function isPrincipal(
  { mapping, condition }: GcpProviderFact,
  subject: string,
  { by, value }: PoolPrincipal,
): Answer {
  const claims = claimsOf(subject);
  const values: Values = (name) => {
    if (name.startsWith('assertion.')) return claims(name.slice('assertion.'.length));
    const expression = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    return expression === undefined || expression.includes(name) ? undefined : textOf(expression, assertions);
  };
  const assertions: Values = (name) =>
    name.startsWith('assertion.') ? claims(name.slice('assertion.'.length)) : undefined;
  const conditioned = condition === undefined ? YES : evaluateCel(condition, values);
  return both(conditioned, isNamed(values, mapping, by, value));
}

function isNamed(values: Values, mapping: Readonly<Record<string, string>>, by: string, value: string): Answer {
  if (by === '*') return YES;
  const name = by === 'subject' ? 'google.subject' : by === 'group' ? 'google.groups' : by;
  if (!Object.hasOwn(mapping, name)) return NO;
  const mapped = values(name);
  return typeof mapped === 'string'
    ? equalTexts(mapped, value)
    : maybe(`${mapping[name] ?? name} is ${printHoles(value)}`);
}
