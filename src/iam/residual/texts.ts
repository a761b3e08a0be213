import { partsOf } from '../match/arn.ts';
import { ANY, ONE, Pattern } from '../match/pattern.ts';
import type { Constraint } from './possible.ts';

/** Most steps of the joint walk; beyond it a value is taken to exist. */
const MOST = 20_000;
const COLON = ':';
/** Stands for every character that no pattern names. */
const OTHER = '\uE012';

/** What a step of a pattern takes: one character, any, or a run. */
interface Step {
  readonly run: boolean;
  readonly takes: (character: string) => boolean;
}

interface Machine {
  readonly patterns: readonly (readonly Step[])[];
  readonly among: boolean;
}

/**
 * Whether a text is matched by some pattern of every positive constraint and by none of a negative one: a walk over the joint states of all
 * patterns, with one character for each that some pattern names and one for all others.
 */
export function textExists(constraints: readonly Constraint[]): boolean {
  if (constraints.length === 1 || constraints.every(({ among }) => !among)) return constraints.every(alone);
  const machines: Machine[] = [];
  const alphabet = new Set([OTHER, COLON]);
  for (const { condition, among } of constraints) {
    const { kind } = condition.shape;
    if (kind !== 'equals' && kind !== 'like' && kind !== 'arn' && kind !== 'folded') return true;
    const patterns = condition.closed.flatMap((source) => {
      for (const character of source) addCharacter(alphabet, character);
      const steps = kind === 'arn' ? arnSteps(source) : stepsOf(source, kind === 'folded');
      return steps ? [steps] : [];
    });
    machines.push({ patterns, among });
  }
  alphabet.delete(OTHER);
  return search(machines, [...alphabet, OTHER]);
}

/** One constraint, or only negative ones: a value exists unless it has nothing to be among, or must not be among all. */
const alone = ({ condition: { closed, shape }, among }: Constraint): boolean =>
  among ? closed.length > 0 : shape.kind !== 'like' || !closed.some((source) => new Pattern(source).any);

function addCharacter(alphabet: Set<string>, character: string): void {
  if (character === ANY || character === ONE) return;
  alphabet.add(character.toLowerCase());
  alphabet.add(character.toUpperCase());
  alphabet.add(character);
}

function stepsOf(source: string, folded: boolean, colons = true): readonly Step[] {
  return Array.from(source, (character) => {
    if (character === ANY || character === ONE)
      return { run: character === ANY, takes: (one) => colons || one !== COLON };
    const folding = character.toLowerCase();
    return { run: false, takes: folded ? (one) => one.toLowerCase() === folding : (one) => one === character };
  });
}

function arnSteps(source: string): readonly Step[] | undefined {
  if (source === ANY) return stepsOf(source, false);
  const parts = partsOf(source);
  const colon: Step = { run: false, takes: (one) => one === COLON };
  return parts?.flatMap((part, at) => [...(at === 0 ? [] : [colon]), ...stepsOf(part, false, at === parts.length - 1)]);
}

/** Positions of every pattern of every machine, each a sorted list. */
type State = readonly (readonly (readonly number[])[])[];

function search(machines: readonly Machine[], alphabet: readonly string[]): boolean {
  const start: State = machines.map(({ patterns }) => patterns.map((steps) => closure(steps, [0])));
  const seen = new Set([JSON.stringify(start)]);
  const open: State[] = [start];
  let steps = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    steps += alphabet.length;
    if (steps > MOST || accepts(machines, state)) return true;
    for (const character of alphabet) {
      const next = advance(machines, state, character);
      if (next === undefined) continue;
      const name = JSON.stringify(next);
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(next);
    }
  }
  return false;
}

/** Undefined where a positive constraint cannot be met any more. */
function advance(machines: readonly Machine[], state: State, character: string): State | undefined {
  const next: (readonly (readonly number[])[])[] = [];
  for (const [at, { patterns, among }] of machines.entries()) {
    const moved = patterns.map((steps, of) => {
      const reached: number[] = [];
      for (const position of state[at]?.[of] ?? []) {
        const step = steps[position];
        if (step?.takes(character)) reached.push(step.run ? position : position + 1);
      }
      return closure(steps, reached);
    });
    if (among && moved.every((positions) => positions.length === 0)) return undefined;
    next.push(moved);
  }
  return next;
}

function closure(steps: readonly Step[], positions: readonly number[]): readonly number[] {
  const all = new Set(positions);
  for (const position of all) if (steps[position]?.run) all.add(position + 1);
  return [...all].sort((a, b) => a - b);
}

const accepts = (machines: readonly Machine[], state: State): boolean =>
  machines.every(
    ({ patterns, among }, at) => patterns.some((steps, of) => (state[at]?.[of] ?? []).includes(steps.length)) === among,
  );
