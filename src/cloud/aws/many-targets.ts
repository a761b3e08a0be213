import { hasHole } from '../../model/hole.ts';
import { asking } from './asking.ts';
import { mayDo } from './ask.ts';
import { rulesOf } from './basis.ts';
import type { Granted } from './granted.ts';
import type { Known } from './request.ts';
import { concernsNumber, numberOf } from './world/concerns.ts';
import type { Spoken } from './world/spoken.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** Statements of which it matters whether they match, by a bit each. */
const MOST = 30;

/**
 * One question of an identity about many resources of one account that have no policy of their own: those that the same statements match have one
 * answer, and only the first of them is asked about. Not for keys of KMS, whose names decide too.
 */
export class ManyTargets {
  readonly #world: World;
  readonly #who: AwsIdentity;
  readonly #action: string;
  readonly #account: string;
  readonly #known: Known;
  /** Undefined where it is for the evaluator to say whether one matches. */
  readonly #deciding: readonly Spoken[] | undefined;
  readonly #answers = new Map<number, Granted | undefined>();

  constructor(world: World, who: AwsIdentity, action: string, account: string, known: Known = {}) {
    this.#world = world;
    this.#who = who;
    this.#action = action;
    this.#account = account;
    this.#known = known;
    const number = numberOf(action);
    const about = (all: readonly Spoken[]): readonly Spoken[] =>
      all.filter((one) => !one.everywhere && concernsNumber(one.concerns, number));
    const { scps } = who.account.standing;
    const { rcps } = world.standingOf(account);
    const deciding = [
      ...about(who.spoken),
      ...(who.boundary ? about(world.spokenOf(who.boundary.policy)) : []),
      ...(scps ? rulesOf(scps, action, world.spokenOf).some : []),
      ...(rcps ? rulesOf(rcps, action, world.spokenOf).some : []),
    ];
    const plain = deciding.length <= MOST && !deciding.some(({ open }) => open) && !asking(who).open;
    this.#deciding = plain && !hasHole(account) ? deciding : undefined;
  }

  may(resource: string): Granted | undefined {
    if (!this.#deciding || hasHole(resource)) return this.#ask(resource);
    let matching = 0;
    for (const one of this.#deciding) matching = (matching << 1) | (one.matches(resource) ? 1 : 0);
    const before = this.#answers.get(matching);
    if (before || this.#answers.has(matching)) return before;
    const answer = this.#ask(resource);
    this.#answers.set(matching, answer);
    return answer;
  }

  #ask(resource: string): Granted | undefined {
    return mayDo(this.#world, this.#who, this.#action, { resource, account: this.#account }, this.#known);
  }
}
