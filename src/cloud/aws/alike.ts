import type { CompiledPolicy, Determining, Levels } from '../../iam/port.ts';
import { hasHole } from '../../model/hole.ts';
import { placesOf, type Granted, type Target } from './granted.ts';
import { callerOf, written, type Known } from './request.ts';
import { concernsNumber, numberOf } from './world/concerns.ts';
import type { Spoken } from './world/spoken.ts';
import type { AwsIdentity, World } from './world/types.ts';

/**
 * Questions that are alike have one answer: those of one account about resources of one account, where the statements that may decide are the same but
 * for where they stand. The evaluator is asked once; each gets the answer with its own statements in it.
 */
export interface Basis {
  readonly key: string;
  /** Statements of identity and resource that the answer may name, in order; the first `own` of them are the identity's. */
  readonly matched: readonly Spoken[];
  readonly own: number;
}

interface Kept {
  readonly confidence: Granted['confidence'];
  readonly precondition?: string;
  /** Places in `matched`. */
  readonly by: readonly number[];
  /** As it was last given: one object for questions that the same statements decide. */
  last: Granted;
}

/** Answers that are kept; beyond, it begins anew. */
const MOST = 100_000;
const kept = new WeakMap<World, Map<string, Kept | undefined>>();

/** What the answer to an identity rests on; undefined for a question that no other is like. */
export function basisOf(
  world: World,
  who: AwsIdentity,
  action: string,
  target: Target,
  known: Known,
): Basis | undefined {
  const { resource, account, policy, doubt } = target;
  if (hasHole(account) || hasHole(who.arn) || hasHole(who.account.id)) return undefined;
  const caller = callerOf(who);
  const collected = new Collected(world, action, resource);
  collected.add(who.spoken);
  const own = collected.matched.length;
  if (policy) collected.add(world.spokenOf(policy.policy));
  const { matched } = collected;
  if (who.boundary) collected.limit([who.boundary]);
  collected.levels(who.account.standing.scps);
  collected.levels(world.standingOf(account).rcps);
  const session = caller.type === 'role' && caller.session !== undefined ? 's' : '';
  const doubts = who.doubts.length === 0 ? '' : who.doubts.join(';');
  const whose = `${who.account.id} ${account} ${who.type}${who.serviceLinked ? ' linked' : ''}${session}`;
  const about = `${action} ${kindOf(action, resource)}${written(known)}|${doubts}|${doubt ?? ''}`;
  const rest = `${collected.open ? ` ${resource}` : ''}${collected.personal ? ` ${who.node}` : ''}`;
  return { key: `${whose}|${about}|${own}${collected.key}${rest}`, matched, own };
}

/** The same for a caller of whom `caller` says all: a service, or whoever has every right in an account. The policy of the target decides. */
export function basisFor(
  world: World,
  caller: string,
  action: string,
  target: Target,
  known: Known,
): Basis | undefined {
  const { resource, account, policy } = target;
  if (hasHole(account) || !policy) return undefined;
  const collected = new Collected(world, action, resource);
  collected.add(world.spokenOf(policy.policy));
  collected.levels(world.standingOf(account).rcps);
  const about = `${action} ${kindOf(action, resource)}${written(known)}`;
  const { key, matched, open } = collected;
  return { key: `${caller} ${account}|${about}|${key}${open ? ` ${resource}` : ''}`, matched, own: 0 };
}

export function alike(world: World, basis: Basis | undefined, ask: () => Granted | undefined): Granted | undefined {
  if (!basis) return ask();
  let answers = kept.get(world);
  if (!answers) kept.set(world, (answers = new Map<string, Kept | undefined>()));
  const { key, matched, own } = basis;
  const before = answers.get(key);
  if (before) return grantedAs(before, basis);
  if (answers.has(key)) return undefined;
  const answer = ask();
  const by = answer?.by.map(({ layer, statement }) =>
    matched.findIndex((one, at) => one.statement === statement && (layer === 'identity') === at < own),
  );
  if (by?.includes(-1)) return answer;
  if (answers.size >= MOST) answers.clear();
  answers.set(key, answer && by ? { ...pick(answer), by, last: answer } : undefined);
  return answer;
}

const pick = ({
  confidence,
  precondition,
}: Pick<Kept, 'confidence' | 'precondition'>): Pick<Kept, 'confidence' | 'precondition'> => ({
  confidence,
  ...(precondition === undefined ? {} : { precondition }),
});

function grantedAs(answer: Kept, { matched, own }: Basis): Granted {
  const { by, last } = answer;
  if (by.every((at, i) => matched[at]?.statement === last.by[i]?.statement)) return last;
  const determining = by.flatMap((at): Determining[] => {
    const one = matched[at];
    return one ? [{ layer: at < own ? 'identity' : 'resource', policy: one.policy, statement: one.statement }] : [];
  });
  answer.last = { ...pick(answer), evidence: placesOf(determining), by: determining };
  return answer.last;
}

/** Statements that may be about the action and match the resource, and what they say as a key. */
class Collected {
  readonly matched: Spoken[] = [];
  key = '';
  personal = false;
  /** Whether one of them matches is for the evaluator to say: for statements that are written the same, and one resource. */
  open = false;
  readonly #number: number | undefined;
  readonly #action: string;
  readonly #resource: string;
  readonly #loose: boolean;
  readonly #spokenOf: World['spokenOf'];

  constructor({ spokenOf }: World, action: string, resource: string) {
    this.#spokenOf = spokenOf;
    this.#action = action;
    this.#number = numberOf(action);
    this.#resource = resource;
    this.#loose = hasHole(resource);
  }

  add(statements: readonly Spoken[]): void {
    for (const one of statements) if (this.#speaks(one)) this.matched.push(one);
  }

  limit(policies: readonly CompiledPolicy[]): void {
    this.key += ' <';
    for (const { policy } of policies) for (const one of this.#spokenOf(policy)) this.#speaks(one);
  }

  /** The levels of an account are the same for all that is asked of it: only what is not about every resource is told apart. */
  levels(all: Levels | undefined): void {
    if (!all) return;
    this.key += ' /';
    const { personal, some } = rulesOf(all, this.#action, this.#spokenOf);
    this.personal ||= personal;
    for (const one of some) this.#speaks(one);
  }

  #speaks(one: Spoken): boolean {
    if (!concernsNumber(one.concerns, this.#number)) return false;
    this.personal ||= one.personal;
    if (one.open || (this.#loose && !one.everywhere)) {
      this.open = true;
      this.key += ` ${one.shape} ${one.written}`;
      return true;
    }
    if (!this.#loose && !one.matches(this.#resource)) return false;
    this.key += ` ${one.shape}`;
    return true;
  }
}

interface Rules {
  readonly personal: boolean;
  readonly some: readonly Spoken[];
}

const rules = new WeakMap<Levels, Map<string, Rules>>();

function rulesOf(levels: Levels, action: string, spokenOf: World['spokenOf']): Rules {
  let known = rules.get(levels);
  if (!known) rules.set(levels, (known = new Map<string, Rules>()));
  const before = known.get(action);
  if (before) return before;
  const number = numberOf(action);
  const about = levels.flat().flatMap(({ policy }) => spokenOf(policy)).filter((one) => concernsNumber(one.concerns, number)); // prettier-ignore
  const made = { personal: about.some((one) => one.personal), some: about.filter((one) => !one.everywhere) };
  known.set(action, made);
  return made;
}

/** Keys of KMS decide for themselves, aliases and what has no resource do not. */
const kindOf = (action: string, resource: string): string =>
  /^kms:/iu.test(action) ? (resource === '*' ? '*' : resource.includes(':alias/') ? 'alias' : 'key') : '';
