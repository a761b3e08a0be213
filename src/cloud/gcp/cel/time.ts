import { parseCel, type Cel } from './parse.ts';

/** What conditions call the time of the request (IAM documentation, "Attribute reference for IAM Conditions", `request.time`). */
export const NOW = 'request.time';

type Compare = Cel & { is: 'compare' };

/**
 * A comparison of the time of the request with a moment, where the day of the scan settles it for that day and all that follow: what ended
 * before it is over, what began before it goes on. Undefined for anything else.
 */
export function compareTime(tree: Compare, values: (name: string) => unknown): boolean | undefined {
  const limit = limitOf(tree);
  const day = values(NOW);
  if (!limit || typeof day !== 'string') return undefined;
  const passed = Date.parse(day) >= limit.at;
  return passed ? limit.from : undefined;
}

/** The day on which a grant ended, where its condition ends it before the day of the scan. */
export function endedOn(expression: string, day: string | undefined): string | undefined {
  const tree = day === undefined ? undefined : parseCel(expression);
  const ends = tree ? limitsIn(tree).filter(({ from, at }) => !from && Date.parse(day ?? '') >= at) : [];
  const first = Math.min(...ends.map(({ at }) => at));
  return ends.length === 0 ? undefined : new Date(first).toISOString().slice(0, 10);
}

/** `from`: it holds from the moment on; else until then. */
interface Limit {
  readonly at: number;
  readonly from: boolean;
}

const SIGNS: Readonly<Record<string, boolean>> = { '<': false, '<=': false, '>': true, '>=': true };

function limitOf({ sign, of: [left, right] }: Compare): Limit | undefined {
  const from = Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
  if (from === undefined) return undefined;
  if (isNow(left)) return limit(right, from);
  return isNow(right) ? limit(left, !from) : undefined;
}

const isNow = (tree: Cel): boolean => tree.is === 'path' && tree.name === NOW;

function limit(tree: Cel, from: boolean): Limit | undefined {
  const [moment] = tree.is === 'call' && tree.name === 'timestamp' ? tree.of : [];
  const at = moment?.is === 'text' ? Date.parse(moment.value) : Number.NaN;
  return Number.isNaN(at) ? undefined : { at, from };
}

/** Of a condition that is a conjunction: any one that is over ends it. */
function limitsIn(tree: Cel): readonly Limit[] {
  if (tree.is === 'and') return tree.of.flatMap(limitsIn);
  return tree.is === 'compare' ? [limitOf(tree)].filter((one) => one !== undefined) : [];
}
