import { policyOf } from '../compile.ts';
import type { Action } from '../match/actions.ts';
import type { CompiledPolicy, Levels } from '../port.ts';
import { ByAction } from './by-action.ts';
import type { Candidate } from './candidate.ts';
import { NONE, Policy, type Concerned } from './policy.ts';

export const asPolicy = (compiled: CompiledPolicy): Policy =>
  compiled instanceof Policy ? compiled : policyOf(compiled.policy);

/** Policies that are attached together, as one: what any allows is allowed, what any denies is denied. */
export class PolicySet extends ByAction<Concerned> {
  readonly #policies: readonly Policy[];

  constructor(policies: readonly CompiledPolicy[]) {
    super();
    this.#policies = policies.map(asPolicy);
  }

  protected override find(action: Action): Concerned {
    // Most policies say nothing of an action: what the one that does says is then shared with every other set that holds it.
    const all = this.#policies.map((policy) => policy.concerned(action)).filter((one) => one !== NONE);
    const [only] = all;
    if (only === undefined) return NONE;
    if (all.length === 1) return only;
    return {
      allows: all.flatMap(({ allows }) => allows),
      denies: all.flatMap(({ denies }) => denies),
      always: all.some(({ always }) => always),
    };
  }
}

/** What the levels of an organisation say of an action. */
export interface Leveled {
  /** A level without any allow for it. */
  readonly never: boolean;
  /** The allowing statements of every level that does not allow it always; each needs one. */
  readonly allows: readonly (readonly Candidate[])[];
  readonly denies: readonly Candidate[];
}

export class LevelSet extends ByAction<Leveled> {
  readonly #levels: readonly PolicySet[];

  constructor(levels: Levels) {
    super();
    this.#levels = levels.map((level) => new PolicySet(level));
  }

  protected override find(action: Action): Leveled {
    const all = this.#levels.map((level) => level.concerned(action));
    return {
      never: all.some(({ allows }) => allows.length === 0),
      allows: all.filter(({ always }) => !always).map(({ allows }) => allows),
      denies: all.flatMap(({ denies }) => denies),
    };
  }
}

/** One set per list, which is not changed after it was first asked with. */
function remembered<L extends object, S>(make: (list: L) => S): (list: L) => S {
  const known = new WeakMap<L, S>();
  let lastList: L | undefined;
  let last: S | undefined;
  return (list) => {
    if (list === lastList && last !== undefined) return last;
    let found = known.get(list);
    if (found === undefined) {
      found = make(list);
      known.set(list, found);
    }
    lastList = list;
    last = found;
    return found;
  };
}

const NO_POLICIES = new PolicySet([]);
const setOf = remembered((policies: readonly CompiledPolicy[]) => new PolicySet(policies));

/** No policies are one set, whatever list says so. */
export const identitySet = (policies: readonly CompiledPolicy[]): PolicySet =>
  policies.length === 0 ? NO_POLICIES : setOf(policies);
export const sessionSet = remembered((policies: readonly CompiledPolicy[]) => new PolicySet(policies));
export const scpSet = remembered((levels: Levels) => new LevelSet(levels));
export const rcpSet = remembered((levels: Levels) => new LevelSet(levels));
