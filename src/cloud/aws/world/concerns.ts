import type { AwsStatement } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';
import { ASKED } from '../data/asked.ts';

/**
 * Which of the actions that are ever asked an Allow may be about: an index by what a pattern begins with, so that most questions need not be put. It
 * leaves out what no statement can name; everything else is the evaluator's.
 */
const numbers = new Map(ASKED.map((action, i) => [action.toLowerCase(), i]));
/** As the tables write them, for most questions. */
const written = new Map(ASKED.map((action, i) => [action, i]));
const WORDS = Math.ceil(ASKED.length / 32);
const folded = ASKED.map((action) => action.toLowerCase());

const byPattern = new Map<string, Uint32Array>();
/** By what a NotAction surely leaves out. */
const byRest = new Map<string, Uint32Array>();
/** One array for all that speak of the same actions. */
const byWords = new Map<string, Uint32Array>();

/** Everything, for what may be about any action. */
export const EVERY = new Uint32Array(WORDS).fill(0xffffffff);
/** Distinct patterns that are kept; a hostile organisation has no end of them. */
const MOST = 20_000;

/** The actions of several, together. */
export function together(several: readonly Uint32Array[]): Uint32Array {
  const [only] = several;
  if (only && several.length === 1) return only;
  const all = new Uint32Array(WORDS);
  for (const one of several) join(all, one);
  return kept(all);
}

/** The place of an action in the index; undefined for one that it does not know. */
export const numberOf = (action: string): number | undefined =>
  written.get(action) ?? numbers.get(action.toLowerCase());

export const concernsNumber = (all: Uint32Array, number: number | undefined): boolean =>
  number === undefined || ((all[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;

/** Whether they may be about the action; true for one that the index does not know. */
export const concerns = (all: Uint32Array, action: string): boolean => concernsNumber(all, numberOf(action));

/** Actions that a statement may be about, whatever its effect. */
export function concernsOfStatement({ actions, notActions, uncertain }: AwsStatement): Uint32Array {
  if (actions !== undefined && notActions === undefined) return together(actions.map(ofPattern));
  return notActions === undefined || uncertain !== undefined ? EVERY : allBut(notActions);
}

/** A service and the beginning of a name, or all of it: these alone are surely left out. */
const PLAIN = /^[a-z0-9-]{1,60}:[a-z0-9]{0,120}\*?$/u;

function allBut(notActions: readonly string[]): Uint32Array {
  const words = notActions.map((one) => one.toLowerCase()).filter((one) => PLAIN.test(one)).sort().join(' '); // prettier-ignore
  const before = byRest.get(words);
  if (before) return before;
  const out = words === '' ? [] : words.split(' ').map(matched);
  const all = EVERY.map((word, i) => out.reduce((left, one) => left & ~(one[i] ?? 0), word));
  const made = kept(all);
  if (byRest.size < MOST) byRest.set(words, made);
  return made;
}

function ofPattern(action: string): Uint32Array {
  const before = byPattern.get(action);
  if (before) return before;
  const found = hasHole(action) ? EVERY : matched(action.toLowerCase());
  if (byPattern.size < MOST) byPattern.set(action, found);
  return found;
}

function matched(action: string): Uint32Array {
  const all = new Uint32Array(WORDS);
  const add = (number: number): void => void (all[number >> 5] = (all[number >> 5] ?? 0) | (1 << (number & 31)));
  const exact = numbers.get(action);
  if (exact !== undefined) add(exact);
  if (!/[*?]/u.test(action)) return all;
  const prefix = action.slice(0, action.search(/[*?]/u));
  folded.forEach((one, number) => {
    if (one.startsWith(prefix)) add(number);
  });
  return all;
}

function kept(all: Uint32Array): Uint32Array {
  const words = all.join();
  const before = byWords.get(words);
  if (before) return before;
  if (byWords.size < MOST) byWords.set(words, all);
  return all;
}

function join(into: Uint32Array, more: Uint32Array): void {
  for (let i = 0; i < WORDS; i++) into[i] = (into[i] ?? 0) | (more[i] ?? 0);
}
