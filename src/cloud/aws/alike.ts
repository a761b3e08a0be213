import type { Determining } from '../../iam/port.ts';
import type { Basis } from './basis.ts';
import { placesOf, type Granted } from './granted.ts';
import type { World } from './world/types.ts';

interface Kept {
  readonly confidence: Granted['confidence'];
  readonly precondition: string | undefined;
  /** Places in `matched`. */
  readonly by: readonly number[];
  /** As it was last given: one object for questions that the same statements decide. */
  last: Granted;
}

/** Answers that are kept; beyond, it begins anew. */
const MOST = 100_000;
const kept = new WeakMap<World, Map<string, Kept | 'denied'>>();

/**
 * Questions that are alike have one answer: those of callers in equal standing about resources in equal standing, where the statements that may decide
 * are the same but for where they stand. The evaluator is asked once; each gets the answer with its own statements in it.
 */
export function alike(world: World, basis: Basis | undefined, ask: () => Granted | undefined): Granted | undefined {
  if (!basis) return ask();
  if (basis.silent) return undefined;
  let answers = kept.get(world);
  if (!answers) kept.set(world, (answers = new Map<string, Kept | 'denied'>()));
  const { key } = basis;
  const before = answers.get(key);
  if (before !== undefined) return before === 'denied' ? undefined : grantedAs(before, basis);
  const answer = ask();
  const made = answer ? keptAs(answer, basis) : 'denied';
  if (made === undefined) return answer;
  if (answers.size >= MOST) answers.clear();
  answers.set(key, made);
  return answer;
}

/** Undefined where a statement decides that is none of those. */
function keptAs(answer: Granted, { matched, own }: Basis): Kept | undefined {
  const by = answer.by.map(({ layer, statement }) =>
    matched.findIndex((one, at) => one.statement === statement && (layer === 'identity') === at < own),
  );
  const { confidence, precondition } = answer;
  return by.includes(-1) ? undefined : { confidence, precondition, by, last: answer };
}

function grantedAs(answer: Kept, basis: Basis): Granted {
  if (!isOf(answer, basis)) answer.last = told(answer, basis);
  return answer.last;
}

/** Whether it was last given to somebody of whom the same statements decide. */
function isOf({ by, last }: Kept, { matched }: Basis): boolean {
  for (let i = 0; i < by.length; i++) if (matched[by[i] as number]?.statement !== last.by[i]?.statement) return false;
  return true;
}

function told({ confidence, precondition, by: places }: Kept, { matched, own }: Basis): Granted {
  const by: Determining[] = [];
  for (const at of places) {
    const one = matched[at];
    if (one) by.push(one.as(at < own ? 'identity' : 'resource'));
  }
  const [first] = places;
  const evidence = places.length === 1 && first !== undefined ? (matched[first]?.places ?? []) : placesOf(by);
  return precondition === undefined ? { confidence, evidence, by } : { confidence, precondition, evidence, by };
}
