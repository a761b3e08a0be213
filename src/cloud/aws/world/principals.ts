import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';

/**
 * Whom a policy of a resource may admit, read without deciding: every principal that no Allow statement names is left out, and nobody else. The
 * forms are those of the IAM user guide, "AWS JSON policy elements: Principal".
 */
export interface Admitted {
  /** `*`, or everybody but some. */
  readonly anyone: boolean;
  /** Accounts as a whole. */
  readonly accounts: ReadonlySet<string>;
  /** ARNs of roles and users. */
  readonly identities: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** ARNs of providers, or the words of built-in ones. */
  readonly providers: ReadonlySet<string>;
  /** Principals that stand outside of the files, as they are written. */
  readonly unknown: ReadonlySet<string>;
}

const admitted = new WeakMap<AwsPolicy, Admitted>();
/** Most trust policies admit the same: one object for those that name the same in the same words. */
const shared = new Map<string, Admitted>();
const MOST = 20_000;

export function admittedBy(policy: AwsPolicy): Admitted {
  const known = admitted.get(policy);
  if (known) return known;
  const allows = policy.statements.filter(({ effect }) => effect === 'Allow');
  const words = JSON.stringify(allows.map((one) => [one.principals, one.notPrincipals !== undefined]));
  const found = shared.get(words) ?? read(policy);
  if (shared.size >= MOST) shared.clear();
  shared.set(words, found);
  admitted.set(policy, found);
  return found;
}

function read({ statements }: AwsPolicy): Admitted {
  const found = {
    anyone: false,
    accounts: new Set<string>(),
    identities: new Set<string>(),
    services: new Set<string>(),
    providers: new Set<string>(),
    unknown: new Set<string>(),
  };
  for (const { effect, principals, notPrincipals } of statements) {
    if (effect !== 'Allow') continue;
    if (notPrincipals) found.anyone = true;
    for (const one of principals?.service ?? []) found.services.add(one);
    for (const one of principals?.federated ?? []) found.providers.add(one);
    for (const one of principals?.aws ?? []) {
      if (one === '*') found.anyone = true;
      const account = accountIn(one);
      if (account !== undefined) found.accounts.add(account);
      else if (one !== '*') found[isIdentity(one) ? 'identities' : 'unknown'].add(identityArn(one));
    }
  }
  return found;
}

/** The account that a principal names as a whole: its root ARN, or its id alone. */
function accountIn(principal: string): string | undefined {
  if (/^\d{12}$/u.test(principal)) return principal;
  const [arn, , service, , account, rest] = principal.split(':');
  return arn === 'arn' && service === 'iam' && rest === 'root' ? account : undefined;
}

const isIdentity = (principal: string): boolean =>
  /^arn:[^:]{1,30}:(?:iam|sts)::[^:]{1,600}:(?:role|user|assumed-role)\//su.test(principal);

/** A session is of its role; a role's path is not part of a session's ARN, so its name is what counts. */
function identityArn(principal: string): string {
  const session = /^(arn:[^:]{1,30}):sts::([^:]{1,600}):assumed-role\/([^/]{1,300})\//su.exec(principal);
  return session ? `${session[1] ?? ''}:iam::${session[2] ?? ''}:role/${session[3] ?? ''}` : principal;
}

/** The account of an ARN; undefined when it has none. */
export function accountOfArn(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account === undefined || account === '' ? undefined : account;
}

export const isKnownAccount = (account: string): boolean => /^\d{12}$/u.test(account) && !hasHole(account);
