import { holesOf } from '../../../model/hole.ts';
import type { CompiledPolicy } from '../../../iam/port.ts';
import type { AwsStatement } from '../../../model/aws-policy.ts';
import { askOf } from '../ask.ts';
import type { Granted } from '../granted.ts';
import { contextOf } from '../request.ts';
import { isEksIssuer, sharedIssuer } from '../data/issuers.ts';
import { admittedBy } from '../world/principals.ts';
import type { AwsIdentity, World } from '../world/types.ts';

/** A name that nobody has: a trust that admits it admits everybody in its place. */
export const ANY = 'writ-any';

/** One OIDC provider that a role trusts. */
export interface FederatedTrust {
  readonly role: AwsIdentity;
  readonly trust: CompiledPolicy;
  /** As the trust policy names it: the ARN of a provider, or the word of a built-in one. */
  readonly provider: string;
  /** Host and path without scheme; may hold holes. */
  readonly issuer: string;
  /** What its tokens are of. */
  readonly of: 'cluster' | 'ci' | 'spiffe' | 'other';
  /** The values that conditions on the subject name, as written. */
  readonly subjects: readonly string[];
  readonly cluster?: string;
}

/** Every provider that some role trusts, by role. */
export function federatedTrusts({ identities, providers }: World): readonly FederatedTrust[] {
  const told = new Map(providers.map((one) => [one.arn, one]));
  return identities.flatMap((role): FederatedTrust[] => {
    const { trust } = role;
    if (role.type !== 'role' || !trust) return [];
    return [...admittedBy(trust.policy).providers].sort().flatMap((provider): FederatedTrust[] => {
      if (provider.includes(':saml-provider/')) return [];
      const known = told.get(provider);
      const issuer = known?.issuer ?? provider.split(':oidc-provider/').at(-1) ?? provider;
      const subjects = conditionValues({ trust, provider }, 'sub');
      const cluster = known?.cluster;
      const of = kindOf(issuer, subjects, cluster);
      return [{ role, trust, provider, issuer, of, subjects, ...(cluster === undefined ? {} : { cluster }) }];
    });
  });
}

function kindOf(issuer: string, subjects: readonly string[], cluster: string | undefined): FederatedTrust['of'] {
  if (cluster !== undefined || isEksIssuer(issuer)) return 'cluster';
  if (sharedIssuer(issuer) || subjects.some((one) => /^(?:repo|project_path):/u.test(one))) return 'ci';
  if (subjects.some((one) => one.startsWith('system:serviceaccount:'))) return 'cluster';
  if (subjects.some((one) => one.startsWith('spiffe://'))) return 'spiffe';
  // A hole is named by what it stands for: `data.aws_eks_cluster.main.identity`, `module.eks.oidc_provider`.
  return subjects.length === 0 && holesOf(issuer).some((one) => /(?:^|[._])eks(?:[._]|$)/u.test(one))
    ? 'cluster'
    : 'other';
}

const about = (statement: AwsStatement, provider: string): boolean =>
  statement.effect === 'Allow' && (statement.principals?.federated.includes(provider) ?? false);

/** What its conditions on a claim name, as written. */
export function conditionValues(
  { trust: { policy }, provider }: Pick<FederatedTrust, 'trust' | 'provider'>,
  claim: 'sub' | 'aud' | 'amr',
): readonly string[] {
  const own = policy.statements.filter((one) => about(one, provider));
  const conditions = own.flatMap((one) => one.conditions.filter(({ key }) => key.toLowerCase().endsWith(`:${claim}`)));
  return [...new Set(conditions.flatMap(({ values }) => values))].sort();
}

/** A text that a pattern matches. */
export const plain = (pattern: string): string => pattern.replace(/\*+/gu, ANY).replace(/\?/gu, 'x');

/** No file says what it is. */
export const isOpen = (issuer: string): boolean => /[{\uE000]/u.test(issuer);

export interface Token {
  readonly subject: string;
  /** Not known when absent. */
  readonly audience?: string;
  /** How whoever holds it has signed in; not known when absent. */
  readonly amr?: readonly string[];
}

/**
 * Whether the trust policy admits a token of this subject. Keys are named after the provider; where the provider is not known by name, its
 * keys are those that the statement writes.
 */
export function admits(
  world: World,
  { role, trust, provider, issuer }: FederatedTrust,
  token: Token,
): Granted | undefined {
  const present: Record<string, readonly string[]> = {};
  for (const prefix of prefixes(trust, provider, issuer)) {
    present[`${prefix}:sub`] = [token.subject];
    if (token.audience !== undefined) present[`${prefix}:aud`] = [token.audience];
    if (token.amr !== undefined) present[`${prefix}:amr`] = token.amr;
  }
  const request = {
    caller: { type: 'web-identity', provider },
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn,
    resourceAccount: role.account.id,
    context: contextOf(world, undefined, role.account.id, present),
  } as const;
  const target = { resource: role.arn, account: role.account.id, policy: trust };
  return askOf(world, request, { identity: [] }, target);
}

function prefixes({ policy }: CompiledPolicy, provider: string, issuer: string): readonly string[] {
  // An issuer that no file names may be written in another way where its keys are.
  if (!isOpen(issuer)) return [issuer];
  const keys = policy.statements
    .filter((one) => about(one, provider))
    .flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const written = keys.flatMap((key) => /^(.{1,700}):(?:sub|aud)$/isu.exec(key)?.[1] ?? []);
  return [...new Set([issuer, ...written])];
}
