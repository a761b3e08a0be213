import type { Caller, CompiledPolicy, Layers, RequestContext } from '../../iam/port.ts';
import { compile } from '../../iam/compile.ts';
import type { Target } from './granted.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** Keys of a request and their values; none: the key is not there. */
export type Known = Readonly<Record<string, readonly string[]>>;

const callers = new WeakMap<AwsIdentity, Caller>();
const layers = new WeakMap<AwsIdentity, Layers>();

/** One object an identity: the evaluator keeps what follows from it. */
export function callerOf(who: AwsIdentity): Caller {
  const known = callers.get(who);
  if (known) return known;
  const { type, arn, account, fact, serviceLinked } = who;
  const own = { arn, account: account.id, tags: fact.tags };
  const made: Caller = type === 'user' ? { type, ...own } : { type, ...own, serviceLinked };
  callers.set(who, made);
  return made;
}

const sessions = new WeakMap<AwsIdentity, AwsIdentity>();

/** The same identity in a session of a name that nobody names, for questions to which the session does not matter. */
export function inSession(who: AwsIdentity): AwsIdentity {
  const known = sessions.get(who);
  if (known) return known;
  const made = { ...who };
  const caller = callerOf(who);
  callers.set(made, caller.type === 'role' ? { ...caller, session: 'writ-any' } : caller);
  layers.set(made, layersOf(who));
  sessions.set(who, made);
  return made;
}

/** The layers that an identity brings to every request of its own. Its policies are compiled when it is first asked. */
export function layersOf(who: AwsIdentity): Layers {
  const known = layers.get(who);
  if (known) return known;
  const { texts, boundary, account } = who;
  const { scps, management } = account.standing;
  const made = {
    identity: texts.map(compile),
    ...(boundary ? { boundary } : {}),
    ...(scps ? { scps } : {}),
    ...(management ? { callerInManagement: true } : {}),
  };
  layers.set(who, made);
  return made;
}

/** The layers that the resource brings. */
export function targetLayers(world: World, { account, policy }: Target): Partial<Layers> {
  const standing = world.standingOf(account);
  return {
    ...(policy ? { resource: policy } : {}),
    ...(standing.rcps ? { rcps: standing.rcps } : {}),
    ...(standing.management ? { resourceInManagement: true } : {}),
  };
}

/**
 * What is known of every request that somebody makes for himself: over TLS, not through a service, in the organisation that its account is in.
 * Everything else may be anything.
 */
export function contextOf(
  world: World,
  caller: string | undefined,
  resource: string,
  known: Known = {},
): RequestContext {
  const own = caller === undefined ? undefined : world.standingOf(caller);
  const other = world.standingOf(resource);
  return {
    present: {
      'aws:SecureTransport': ['true'],
      'aws:PrincipalIsAWSService': ['false'],
      'aws:ViaAWSService': ['false'],
      ...(own?.organisation !== undefined && own.path !== undefined
        ? { 'aws:PrincipalOrgID': [own.organisation], 'aws:PrincipalOrgPaths': [own.path] }
        : {}),
      ...(other.organisation === undefined ? {} : { 'aws:ResourceOrgID': [other.organisation] }),
      ...Object.fromEntries(Object.entries(known).filter(([, values]) => values.length > 0)),
    },
    unknown: 'all',
    missing: Object.entries(known).flatMap(([key, values]) => (values.length === 0 ? [key] : [])),
  };
}

/** Keys and values as one text. */
export function written(known: Known): string {
  let text = '';
  for (const key in known) text += ` ${key}=${known[key]?.join(',') ?? ''}`;
  return text;
}

const contexts = new WeakMap<World, Map<string, RequestContext>>();
/** Contexts that are kept; beyond, it begins anew. */
const MOST = 10_000;

/** The same contexts are asked with again and again: one object each, of which the evaluator keeps what follows. */
export function keptContext(world: World, caller: string, resource: string, known: Known): RequestContext {
  let kept = contexts.get(world);
  if (!kept) contexts.set(world, (kept = new Map<string, RequestContext>()));
  const key = `${caller} ${resource}${written(known)}`;
  const before = kept.get(key);
  if (before) return before;
  const made = contextOf(world, caller, resource, known);
  if (kept.size >= MOST) kept.clear();
  kept.set(key, made);
  return made;
}

/** Somebody with every right in the account, for what an account as a whole is admitted to. */
export function insider(account: string, everything: CompiledPolicy, world: World): { caller: Caller; layers: Layers } {
  const { scps, management } = world.standingOf(account);
  return {
    caller: { type: 'role', arn: `arn:aws:iam::${account}:role/administrator`, account },
    layers: { identity: [everything], ...(scps ? { scps } : {}), ...(management ? { callerInManagement: true } : {}) },
  };
}
