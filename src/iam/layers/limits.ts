import type { Action } from '../match/actions.ts';
import type { CompiledPolicy, Levels } from '../port.ts';
import type { Question } from '../question/question.ts';
import { ByAction } from './by-action.ts';
import type { Candidate } from './candidate.ts';
import { asPolicy, scpSet, sessionSet } from './policy-set.ts';
import type { Concerned } from './policy.ts';
import { boundaryOf, scpsOf, sessionOf } from './scope.ts';

/** What everything that limits a caller says of an action: SCPs, boundary and session policy. */
export interface Limited {
  /** A level of SCPs allows it nowhere: denied whatever else is said. */
  readonly never: boolean;
  /** The allowing statements of every level of SCPs that does not allow it always; each needs one. */
  readonly levels: readonly (readonly Candidate[])[];
  /** The same of boundary and session policy, which limit what the caller's own policies and grants to its role allow. */
  readonly within: readonly (readonly Candidate[])[];
  readonly denies: readonly Candidate[];
}

export class Limits extends ByAction<Limited> {
  readonly #scps: Levels | undefined;
  readonly #boundary: CompiledPolicy | undefined;
  readonly #session: readonly CompiledPolicy[] | undefined;

  constructor(
    scps: Levels | undefined,
    boundary: CompiledPolicy | undefined,
    session: readonly CompiledPolicy[] | undefined,
  ) {
    super();
    this.#scps = scps;
    this.#boundary = boundary;
    this.#session = session;
  }

  are(scps: object | undefined, boundary: object | undefined, session: object | undefined): boolean {
    return scps === this.#scps && boundary === this.#boundary && session === this.#session;
  }

  protected override find(action: Action): Limited {
    const leveled = this.#scps && scpSet(this.#scps).concerned(action);
    const within: Concerned[] = [];
    if (this.#boundary) within.push(asPolicy(this.#boundary).concerned(action));
    if (this.#session) within.push(sessionSet(this.#session).concerned(action));
    return {
      never: leveled?.never === true,
      levels: leveled?.allows ?? [],
      within: within.filter(({ always }) => !always).map(({ allows }) => allows),
      denies: [...within.flatMap(({ denies }) => denies), ...(leveled?.denies ?? [])],
    };
  }
}

/** Stand for a layer that is not there. */
const NO_LEVELS = {};
const NO_BOUNDARY = {};
const NO_SESSION = {};
type Inner<T> = WeakMap<object, T>;
const known: Inner<Inner<Inner<Limits>>> = new WeakMap();

/** One object for the same limits; the caller keeps that which it was last asked with. */
export function limitsOf(question: Question): Limits {
  const { caller } = question;
  const scps = scpsOf(question);
  const boundary = boundaryOf(question);
  const session = sessionOf(question);
  const kept = caller.limits;
  if (kept instanceof Limits && kept.are(scps, boundary, session)) return kept;
  const byBoundary = inner(known, scps ?? NO_LEVELS, () => new WeakMap<object, Inner<Limits>>());
  const bySession = inner(byBoundary, boundary ?? NO_BOUNDARY, () => new WeakMap<object, Limits>());
  const found = inner(bySession, session ?? NO_SESSION, () => new Limits(scps, boundary, session));
  caller.limits = found;
  return found;
}

function inner<T>(map: Inner<T>, key: object, make: () => T): T {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
