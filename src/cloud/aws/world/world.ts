import type { EstateBuilder } from '../../../model/builder.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import type { AwsIdentityFact, AwsResourceFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Fact } from '../../../model/facts.ts';
import { printHoles } from '../../../model/hole.ts';
import { awsAccountId } from '../../tell/aws.ts';
import { attachedTo, type Sources } from './attached.ts';
import { compile } from '../../../iam/compile.ts';
import { together } from './concerns.ts';
import { grounded } from './ground.ts';
import { standings } from './organisation.ts';
import { isAwsOwned, managedPolicies } from './policies.ts';
import { isKnownAccount } from './principals.ts';
import { sameIdentities, type Told } from './same-identity.ts';
import { speaker } from './spoken.ts';
import type { AwsAccount, AwsIdentity, AwsThing, World } from './types.ts';

/** What all files together tell of AWS, by account, each policy compiled once. Undefined where no file tells of AWS. */
export function worldOf(estate: EstateBuilder): World | undefined {
  const facts = estate.allFacts();
  const of = <K extends Fact['fact']>(kind: K): Extract<Fact, { fact: K }>[] =>
    facts.filter((one): one is Extract<Fact, { fact: K }> => one.fact === kind);
  const written = of('aws-identity');
  const listed = of('aws-resource');
  if (written.length + listed.length === 0) return undefined;
  const openProviders = of('aws-oidc-provider');
  const ground = grounded(written, listed, openProviders);
  const identityFacts = written.map(ground.identity);
  const resources = listed.map(ground.resource);

  const organisations = of('aws-organisation').sort((a, b) => compare(a.id, b.id));
  const standingOf = standings(organisations);
  const accounts = new Map<string, AwsAccount>();
  const account = (id: string): AwsAccount => {
    const known = accounts.get(id);
    if (known) return known;
    const made = { id, node: awsAccountId(id), identities: [], things: [], standing: standingOf(id) };
    accounts.set(id, made);
    return made;
  };
  const policies = of('aws-policy').map(ground.managed);
  const theirs = new Set(policies.flatMap(({ arn, policy }) => (isAwsOwned(arn) ? [policy] : [])));
  const spokenOf = speaker();
  const sources: Sources = { managed: managedPolicies(policies), group: groupFinder(identityFacts) };
  const identities = sameIdentities(identityFacts.filter(({ type }) => type !== 'group'))
    .map((told) => identityOf(told, account(told[0].account), sources, spokenOf, estate))
    .sort((a, b) => compare(a.node, b.node));
  for (const identity of identities) identity.account.identities.push(identity);
  const things = thingsOf(resources, account);
  for (const thing of things) thing.account.things.push(thing);

  const placed = organisations.flatMap(({ parents, management }) => [...Object.keys(parents), management]);
  const inside = new Set(placed);
  return {
    accounts: new Map([...accounts].sort(([a], [b]) => compare(a, b))),
    identities,
    byArn: new Map(identities.flatMap((one) => one.arns.map((arn): [string, AwsIdentity] => [arn, one]))),
    byName: grouped(identities, ({ type, name }) => `${type} ${name}`),
    things,
    groups: identityFacts.filter(({ type }) => type === 'group').sort((a, b) => compare(a.node, b.node)),
    managed: sources.managed,
    isAwsOwned: (policy) => theirs.has(policy) || ('object' in policy.evidence && isAwsOwned(policy.evidence.object)),
    providers: openProviders.map(ground.provider).sort((a, b) => compare(a.node, b.node)),
    associations: of('aws-pod-identity')
      .map((one) => ({ ...one, role: ground.text(one.role) }))
      .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    isStranger: (id) => organisations.length > 0 && isKnownAccount(id) && !inside.has(id),
    standingOf,
    spokenOf,
    grounded: ground.text,
  };
}

function identityOf(
  told: Told,
  account: AwsAccount,
  sources: Sources,
  spokenOf: World['spokenOf'],
  estate: EstateBuilder,
): AwsIdentity {
  const [fact] = told;
  const { policies, boundary, doubts, missing } = attachedTo(told, sources);
  const trust = told.map((one) => one.trust).find((one) => one !== undefined);
  const evidence = told.flatMap((one) => one.evidence);
  note(estate, missing, fact.name, evidence);
  for (const other of told)
    if (other.node !== fact.node)
      estate.edge({
        kind: 'MAY_BE', from: other.node, to: fact.node, confidence: 'possible', evidence: [...other.evidence, ...fact.evidence],
        precondition: `the account is ${printHoles(fact.account)}, the only one with a ${fact.type} of that name`,
      }); // prettier-ignore
  return {
    node: fact.node,
    type: fact.type === 'user' ? 'user' : 'role',
    account,
    arn: fact.arn,
    arns: [...new Set(told.map(({ arn }) => arn))],
    name: fact.name,
    fact,
    ...speaking(policies, spokenOf),
    ...(boundary ? { boundary: compile(boundary) } : {}),
    ...(trust ? { trust: compile(trust) } : {}),
    serviceLinked: fact.serviceLinked,
    environment: estate.get(fact.node)?.environment ?? 'unknown',
    doubts: account.standing.doubt === undefined ? doubts : [...doubts, account.standing.doubt],
    evidence,
  };
}

/** An identity's own policies, as questions meet them. */
export function speaking(
  texts: readonly AwsPolicy[],
  spokenOf: World['spokenOf'],
): Pick<AwsIdentity, 'texts' | 'spoken' | 'concerns'> {
  const spoken = texts.flatMap(spokenOf);
  const allows = spoken.flatMap((one) => (one.statement.effect === 'Allow' ? [one.concerns] : []));
  return { texts, spoken, concerns: together(allows) };
}

function thingsOf(facts: readonly AwsResourceFact[], account: (id: string) => AwsAccount): AwsThing[] {
  const byNode = grouped(facts, ({ node }) => node);
  return [...byNode.values()]
    .flatMap((told): AwsThing[] => {
      const fact = told.find(({ policy }) => policy) ?? told[0];
      if (!fact) return [];
      const policy = fact.policy ? { policy: compile(fact.policy) } : {};
      return [{ node: fact.node, fact, account: account(fact.account), ...policy }];
    })
    .sort((a, b) => compare(a.node, b.node));
}

function groupFinder(facts: readonly AwsIdentityFact[]): Sources['group'] {
  const groups = new Map<string, AwsIdentityFact>();
  for (const fact of facts) if (fact.type === 'group') groups.set(`${fact.account}/${fact.name}`, fact);
  return (account, name) => groups.get(`${account}/${name}`);
}

function note(estate: EstateBuilder, missing: readonly string[], name: string, evidence: readonly Evidence[]): void {
  const [place] = evidence;
  if (missing.length === 0 || !place) return;
  const message = `${printHoles(name)} names ${missing.join(', ')}, which no file tells: what that gives or denies is not known`;
  estate.diagnostic(
    'file' in place
      ? diagnostic('policy-unknown', message, place.file, place.line)
      : diagnostic('policy-unknown', message, place.object),
  );
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const known = groups.get(keyOf(value));
    if (known) known.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
