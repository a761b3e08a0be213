import type {
  AwsIdentityFact,
  AwsManagedPolicyFact,
  AwsOidcProviderFact,
  AwsResourceFact,
} from '../../../model/aws-facts.ts';
import type { AwsPolicy, AwsPrincipals, AwsStatement } from '../../../model/aws-policy.ts';
import { hasHole, hole, holesOf, printHoles } from '../../../model/hole.ts';

/**
 * A part of the name of an identity, thing or provider that is not known is the same part wherever it stands: an account that no file names is itself.
 * Such holes become plain text, in names and policies alike, so that what is said of the same unknown is known to be of the same. Holes that name nothing
 * stay open.
 */
export interface Grounded {
  readonly identity: (fact: AwsIdentityFact) => AwsIdentityFact;
  readonly managed: (fact: AwsManagedPolicyFact) => AwsManagedPolicyFact;
  readonly resource: (fact: AwsResourceFact) => AwsResourceFact;
  readonly provider: (fact: AwsOidcProviderFact) => AwsOidcProviderFact;
  readonly text: (text: string) => string;
}

export function grounded(
  identities: readonly AwsIdentityFact[],
  resources: readonly AwsResourceFact[],
  providers: readonly AwsOidcProviderFact[],
): Grounded {
  const named = [...identities, ...resources, ...providers].flatMap((one) => [one.account, one.arn]);
  const issuers = providers.map(({ issuer }) => issuer);
  const names = new Set([...named, ...issuers].filter(hasHole).flatMap(holesOf).filter(isPlain));
  const text = (written: string): string => {
    if (names.size === 0 || !hasHole(written)) return written;
    let found = written;
    for (const name of new Set(holesOf(written)))
      if (names.has(name)) found = found.replaceAll(hole(name), printHoles(hole(name)));
    return found;
  };
  const policies = new WeakMap<AwsPolicy, AwsPolicy>();
  const policy = (one: AwsPolicy): AwsPolicy => {
    if (names.size === 0) return one;
    const known = policies.get(one);
    if (known) return known;
    const made = { ...one, statements: one.statements.map((each) => statementWith(each, text)) };
    policies.set(one, made);
    return made;
  };
  if (names.size === 0) return { identity: same, managed: same, resource: same, provider: same, text };
  return {
    text,
    identity: (fact) => ({
      ...fact,
      account: text(fact.account),
      arn: text(fact.arn),
      attached: fact.attached.map(text),
      inline: fact.inline.map(policy),
      instanceProfiles: fact.instanceProfiles.map(text),
      ...(fact.boundary === undefined ? {} : { boundary: text(fact.boundary) }),
      ...(fact.trust ? { trust: policy(fact.trust) } : {}),
    }),
    managed: (fact) => ({ ...fact, account: text(fact.account), arn: text(fact.arn), policy: policy(fact.policy) }),
    resource: (fact) => ({
      ...fact,
      account: text(fact.account),
      arn: text(fact.arn),
      ...(fact.policy ? { policy: policy(fact.policy) } : {}),
      ...(fact.role === undefined ? {} : { role: text(fact.role) }),
      ...(fact.cluster === undefined ? {} : { cluster: text(fact.cluster) }),
      ...(fact.kmsKey === undefined ? {} : { kmsKey: text(fact.kmsKey) }),
    }),
    provider: (fact) => ({ ...fact, account: text(fact.account), arn: text(fact.arn), issuer: text(fact.issuer) }),
  };
}

/** As a part of an ARN it may not change where its parts end, nor match more than itself. */
const isPlain = (name: string): boolean => !/[:/*?$]/u.test(name);

const same = <T>(one: T): T => one;

function statementWith(one: AwsStatement, text: (written: string) => string): AwsStatement {
  const texts = (all: readonly string[]): readonly string[] => all.map(text);
  const principals = ({ aws, service, federated, canonical }: AwsPrincipals): AwsPrincipals => ({
    aws: texts(aws), service: texts(service), federated: texts(federated), canonical: texts(canonical),
  }); // prettier-ignore
  return {
    ...one,
    ...(one.principals ? { principals: principals(one.principals) } : {}),
    ...(one.notPrincipals ? { notPrincipals: principals(one.notPrincipals) } : {}),
    ...(one.resources ? { resources: texts(one.resources) } : {}),
    ...(one.notResources ? { notResources: texts(one.notResources) } : {}),
    conditions: one.conditions.map((each) => ({ ...each, key: text(each.key), values: texts(each.values) })),
  };
}
