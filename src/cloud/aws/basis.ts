import type { CompiledPolicy, Levels } from '../../iam/port.ts';
import { hasHole } from '../../model/hole.ts';
import type { Target } from './granted.ts';
import { written, type Known } from './request.ts';
import { asking, standingNumber } from './asking.ts';
import { concernsNumber, numberOf } from './world/concerns.ts';
import { numbered } from './world/numbered.ts';
import type { Hanging, Spoken } from './world/spoken.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** What the answer to a question rests on. Questions of one key have one answer, each with its own statements in it: see alike.ts. */
export interface Basis {
  readonly key: string;
  /** Statements of identity and resource that the answer may name, in order; the first `own` of them are the identity's. */
  readonly matched: readonly Spoken[];
  readonly own: number;
  /** None of them allows: no possible request is allowed. */
  readonly silent: boolean;
}

/** Of an identity; undefined for a question that no other is like. */
export function basisOf(
  world: World,
  who: AwsIdentity,
  action: string,
  target: Target,
  known: Known,
): Basis | undefined {
  const { resource, account, policy } = target;
  const { here, anywhere, open } = asking(who);
  if (open || hasHole(account)) return undefined;
  const collected = new Collected(world, action, resource);
  collected.add(who.spoken);
  const own = collected.matched.length;
  if (policy) collected.add(world.spokenOf(policy.policy));
  if (who.boundary) collected.limit(who.boundary);
  collected.levels(who.account.standing.scps);
  collected.levels(world.standingOf(account).rcps);
  const whose = collected.placed ? here : anywhere;
  const key = collected.key(whose, theirs(world, who.account.id, account, collected), target, known, own);
  return {
    key: collected.personal ? `${key} ${who.node}` : key,
    matched: collected.matched,
    own,
    silent: !policy && !collected.allows,
  };
}

/** The same for a caller of whom `caller` says all: a service, or whoever has every right in an account. The policy of the target decides. */
export function basisFor(
  world: World,
  caller: string,
  home: string | undefined,
  action: string,
  target: Target,
  known: Known,
): Basis | undefined {
  const { resource, account, policy } = target;
  if (hasHole(account) || !policy) return undefined;
  const collected = new Collected(world, action, resource);
  collected.add(world.spokenOf(policy.policy));
  collected.levels(world.standingOf(account).rcps);
  const key = collected.key(numbered(caller), theirs(world, home, account, collected), target, known, 0);
  return { key, matched: collected.matched, own: 0, silent: false };
}

/** Whose the resource is: the caller's, else what matters of the account. */
function theirs(world: World, home: string | undefined, account: string, { placed }: Hanging): number {
  if (account === home) return 0;
  return placed ? numbered(account) : standingNumber(world.standingOf(account));
}

/** Keys are made one after the other. */
const codes: number[] = [];

/** Statements that may be about the action and match the resource, and what they say as a key. */
class Collected implements Hanging {
  readonly matched: Spoken[] = [];
  personal = false;
  placed = false;
  conditional = false;
  open = false;
  allows = false;
  readonly #said: number[] = [];
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
    for (const one of statements)
      if (this.#speaks(one)) {
        this.matched.push(one);
        this.allows ||= one.allows;
      }
  }

  limit({ policy }: CompiledPolicy): void {
    this.#said.push(0);
    for (const one of this.#spokenOf(policy)) this.#speaks(one);
  }

  /** The levels of an account are the same for all that is asked of it: only what is not about every resource is told apart. */
  levels(all: Levels | undefined): void {
    if (!all) return;
    this.#said.push(0);
    const rules = rulesOf(all, this.#action, this.#spokenOf);
    this.#hangs(rules);
    for (const one of rules.some) this.#speaks(one);
  }

  /** Of numbers, each in two characters, and of texts where an answer is for these alone. */
  key(whose: number, theirs: number, { doubt, resource }: Target, known: Known, own: number): string {
    const action = kindOf(this.#action, resource) + this.#action;
    const about = this.conditional ? action + written(known) : action;
    const doubted = doubt === undefined ? 0 : numbered(doubt);
    codes.length = 0;
    for (const one of [whose, theirs, numbered(about), doubted, own]) codes.push(one & 0xffff, one >>> 16);
    for (const one of this.#said) codes.push(one & 0xffff, one >>> 16);
    const key = String.fromCharCode(...codes);
    return this.open ? `${key} ${resource}` : key;
  }

  #speaks(one: Spoken): boolean {
    if (!concernsNumber(one.concerns, this.#number)) return false;
    const open = one.open || (this.#loose && !one.everywhere);
    if (!open && !one.matches(this.#resource)) return false;
    this.#hangs(one);
    this.#said.push(one.shape);
    if (!open) return true;
    this.open = true;
    this.placed = true;
    this.conditional = true;
    this.#said.push(one.written);
    return true;
  }

  #hangs({ personal, placed, conditional }: Hanging): void {
    this.personal ||= personal;
    this.placed ||= placed;
    this.conditional ||= conditional;
  }
}

interface Rules extends Hanging {
  /** Those that are not about every resource. */
  readonly some: readonly Spoken[];
}

const rules = new WeakMap<Levels, Map<string, Rules>>();

/** What the levels of an account say of an action, and what answers hang on by those of them that are about every resource. */
export function rulesOf(levels: Levels, action: string, spokenOf: World['spokenOf']): Rules {
  let known = rules.get(levels);
  if (!known) rules.set(levels, (known = new Map<string, Rules>()));
  const before = known.get(action);
  if (before) return before;
  const number = numberOf(action);
  const about = levels
    .flat()
    .flatMap(({ policy }) => spokenOf(policy).filter(({ concerns }) => concernsNumber(concerns, number)));
  const whole = about.filter((one) => one.everywhere);
  const made = {
    personal: whole.some((one) => one.personal),
    placed: whole.some((one) => one.placed),
    conditional: whole.some((one) => one.conditional),
    open: false,
    some: about.filter((one) => !one.everywhere),
  };
  known.set(action, made);
  return made;
}

/** Keys of KMS decide for themselves, aliases and what has no resource do not. */
function kindOf(action: string, resource: string): string {
  if (!/^kms:/iu.test(action)) return '';
  return resource === '*' ? '* ' : resource.includes(':alias/') ? 'alias ' : 'key ';
}
