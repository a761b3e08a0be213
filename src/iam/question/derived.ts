import type { Derived, Key } from '../match/keys.ts';
import type { Caller } from '../port.ts';
import type { CallerFacts } from './caller.ts';
import { hidden, missing, present, type Known } from './known.ts';

type One = Exclude<Derived, 'resource-account'>;
type Value = (facts: CallerFacts, key: Key) => Known | undefined;

/** Whose call carries no keys of a principal in an account: a token, nobody, or a service for itself. */
const OUTSIDE: ReadonlySet<Caller['type']> = new Set(['service', 'web-identity', 'saml', 'anonymous']);

const TYPES: Partial<Record<Caller['type'], string>> = {
  root: 'Account',
  user: 'User',
  'federated-user': 'FederatedUser',
  role: 'AssumedRole',
  anonymous: 'Anonymous',
};

/** Values after the IAM user guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags". */
const VALUES: Readonly<Record<One, Value>> = {
  'principal-arn': ({ caller, arn }) => (OUTSIDE.has(caller.type) ? missing : present([arn])),
  'principal-account': ({ account }) => (account === undefined ? missing : present([account])),
  'principal-type': ({ caller }) => {
    const type = TYPES[caller.type];
    return type === undefined ? missing : present([type]);
  },
  'principal-tag': ({ caller, tags }, key) => {
    if (caller.type !== 'role' && caller.type !== 'user') return missing;
    const value = tags?.get(key.tag);
    if (value !== undefined) return present([value]);
    // A session may bring tags of its own; a user has only those that were read.
    return caller.type === 'user' && tags ? missing : undefined;
  },
  'principal-org': ({ caller }) => (OUTSIDE.has(caller.type) ? missing : undefined),
  'principal-service': ({ caller }) => (caller.type === 'service' ? undefined : missing),
  'is-service': ({ caller }) => {
    if (caller.type === 'service') return present(['true']);
    return OUTSIDE.has(caller.type) ? missing : present(['false']);
  },
  'service-name': ({ caller }) => (caller.type === 'service' ? present([caller.name]) : missing),
  'user-id': ({ caller, account, arn }) => {
    if (caller.type === 'anonymous') return present(['anonymous']);
    if (caller.type === 'root') return present([caller.account]);
    if (caller.type === 'federated-user') return present([`${account ?? ''}:${arn.slice(arn.indexOf('/') + 1)}`]);
    // The unique id of a user or role stands in no policy and in few files.
    return caller.type === 'user' || caller.type === 'role' ? hidden : missing;
  },
  'user-name': ({ caller, arn }) => (caller.type === 'user' ? present([arn.slice(arn.lastIndexOf('/') + 1)]) : missing),
};

/** What the caller determines of a key; undefined where it does not. */
export function derivedOf(facts: CallerFacts, key: Key, derived: One): Known | undefined {
  const found = facts.derived.get(key.id);
  if (found !== undefined || facts.derived.has(key.id)) return found;
  const value = VALUES[derived](facts, key);
  facts.derived.set(key.id, value);
  return value;
}
