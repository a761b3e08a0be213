import { evaluate } from '../../iam/evaluate.ts';
import { outcomeOf } from '../../iam/outcome.ts';
import type { Answer, Caller, CompiledPolicy, Determining, Layers, Request, RequestContext } from '../../iam/port.ts';
import type { Confidence, Evidence } from '../../model/evidence.ts';
import { placeOf } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { concerns } from './world/concerns.ts';
import type { AwsAccount, AwsIdentity, World } from './world/types.ts';

/** Something that is allowed, and what that rests on. */
export interface Granted {
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
  readonly by: readonly Determining[];
}

/** What is asked of: a resource with its policy, and whose it is. */
export interface Target {
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly account: string;
  readonly policy?: CompiledPolicy;
  /** Why its policy may not be what it is read as. */
  readonly doubt?: string;
}

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

/** The layers that an identity brings to every request of its own. */
export function layersOf(who: AwsIdentity): Layers {
  const known = layers.get(who);
  if (known) return known;
  const { policies, boundary, account } = who;
  const { scps, management } = account.standing;
  const made = {
    identity: policies,
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

/** May the identity do this? Undefined when no possible request is allowed. */
export function mayDo(
  world: World,
  who: AwsIdentity,
  action: string,
  target: Target,
  known?: Known,
): Granted | undefined {
  if (!target.policy && !concerns(who.concerns, action)) return undefined;
  const request: Request = {
    caller: callerOf(who),
    action,
    resource: target.resource,
    resourceAccount: target.account,
    context: keptContext(world, who.account.id, target.account, known),
  };
  const doubts = target.doubt === undefined ? who.doubts : [...who.doubts, target.doubt];
  return ask(request, { ...layersOf(who), ...targetLayers(world, target) }, doubts);
}

const contexts = new WeakMap<World, Map<string, RequestContext>>();

/** Contexts with nothing known, or the region alone, are asked again and again: one object each. */
function keptContext(world: World, caller: string, resource: string, known: Known = {}): RequestContext {
  const keys = Object.keys(known);
  const [region] = known['aws:RequestedRegion'] ?? [''];
  if (keys.length > 1 || (keys.length === 1 && region === '')) return contextOf(world, caller, resource, known);
  const kept = contexts.get(world) ?? new Map<string, RequestContext>();
  contexts.set(world, kept);
  const key = `${caller} ${resource} ${region ?? ''}`;
  const before = kept.get(key);
  if (before) return before;
  const made = contextOf(world, caller, resource, known);
  kept.set(key, made);
  return made;
}

/** Asks for the outcome first: most questions are answered no, and need no reasons. */
export function ask(request: Request, layers: Layers, doubts: readonly string[] = []): Granted | undefined {
  return outcomeOf(request, layers) === 'deny' ? undefined : grantedBy(evaluate(request, layers), doubts);
}

export function grantedBy({ outcome, by, needs }: Answer, doubts: readonly string[] = []): Granted | undefined {
  if (outcome === 'deny') return undefined;
  const conditions = [...new Set([...needs.map(({ text }) => printHoles(text)), ...doubts])];
  const evidence = placesOf(by);
  return conditions.length === 0 && outcome === 'allow'
    ? { confidence: 'proved', evidence, by }
    : { confidence: 'possible', precondition: conditions.join('; ') || 'it depends on the request', evidence, by };
}

/** Where the deciding statements stand, each once. */
export function placesOf(by: readonly Determining[]): readonly Evidence[] {
  const places = by
    .map(({ statement: { evidence } }) => evidence)
    .filter((one) => !('object' in one && one.at === 'assumed'));
  return [...new Map(places.map((one) => [placeOf(one), one])).values()];
}

/** Somebody with every right in the account, for what an account as a whole is admitted to. */
export function insider(account: string, everything: CompiledPolicy, world: World): { caller: Caller; layers: Layers } {
  const { scps, management } = world.standingOf(account);
  return {
    caller: { type: 'role', arn: `arn:aws:iam::${account}:role/administrator`, account },
    layers: { identity: [everything], ...(scps ? { scps } : {}), ...(management ? { callerInManagement: true } : {}) },
  };
}

export const accountOf = (world: World, id: string): AwsAccount | undefined => world.accounts.get(id);
