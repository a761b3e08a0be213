import { hasHole } from '../../model/hole.ts';
import { bitOf } from '../match/bits.ts';
import type { Caller } from '../port.ts';
import type { Known } from './known.ts';

/** A caller with what the principals of resource policies may call it; made once per caller object. What every evaluation asks stands first. */
export interface CallerFacts {
  /** The list of its policies that it was last asked with, and what was made of it: a caller has few. */
  policies: object | undefined;
  policySet: unknown;
  /** The same for what limits it. */
  limits: unknown;
  readonly type: Caller['type'];
  readonly account: string | undefined;
  /** Has policies of its own; a root user has every right and none. */
  readonly hasPolicies: boolean;
  /** Of an account: a role, a user, a federated user or a root user. */
  readonly inAccount: boolean;
  readonly serviceLinked: boolean;
  /** One of its names holds a hole. */
  readonly open: boolean;
  readonly accountOpen: boolean;
  /** The bits of its three names (see `bitOf`). */
  readonly arnBit: number;
  readonly sessionBit: number;
  readonly rootBit: number;
  /** ARN of the role, user or federated user. */
  readonly arn: string;
  /** The session's ARN where its name is known. */
  readonly session: string | undefined;
  /** The account as a principal: its root user's ARN without the partition. */
  readonly root: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/NAME/`, to which a session adds its name; empty for others. */
  readonly sessions: string;
  readonly caller: Caller;
  readonly tags: ReadonlyMap<string, string> | undefined;
  /** Values of keys that follow from it, as they are asked for. */
  readonly derived: Map<number, Known | undefined>;
}

const known = new WeakMap<Caller, CallerFacts>();
let lastCaller: Caller | undefined;
let last: CallerFacts | undefined;

export function factsOf(caller: Caller): CallerFacts {
  if (caller === lastCaller && last) return last;
  let found = known.get(caller);
  if (found === undefined) {
    found = facts(caller);
    known.set(caller, found);
  }
  lastCaller = caller;
  last = found;
  return found;
}

function facts(caller: Caller): CallerFacts {
  const account = 'account' in caller ? caller.account : undefined;
  const arn = 'arn' in caller ? caller.arn : '';
  const sessions = caller.type === 'role' ? sessionsOf(arn, caller.account) : '';
  const session =
    caller.type === 'role' && caller.session !== undefined && sessions !== '' ? sessions + caller.session : undefined;
  const tags = caller.type === 'role' || caller.type === 'user' ? caller.tags : undefined;
  const root = account === undefined ? '' : `:iam::${account}:root`;
  const open = [arn, account ?? '', session ?? ''].some(hasHole);
  return {
    policies: undefined,
    policySet: undefined,
    limits: undefined,
    type: caller.type,
    account,
    hasPolicies: caller.type === 'role' || caller.type === 'user' || caller.type === 'federated-user',
    inAccount: account !== undefined,
    serviceLinked: caller.type === 'role' && caller.serviceLinked === true,
    open,
    accountOpen: hasHole(account ?? ''),
    arnBit: bitOf(arn),
    sessionBit: bitOf(session ?? ''),
    rootBit: bitOf(root),
    arn: caller.type === 'root' ? `arn:aws:iam::${caller.account}:root` : arn,
    session,
    root,
    sessions,
    caller,
    tags: tags && foldTags(tags),
    derived: new Map(),
  };
}

/** A session's ARN has the role's name without its path (IAM user guide, "IAM identifiers"). */
function sessionsOf(arn: string, account: string): string {
  const [, partition = 'aws'] = arn.split(':', 2);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return `arn:${partition}:sts::${account}:assumed-role/${name}/`;
}

const foldTags = (tags: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
