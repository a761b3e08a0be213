import { listOf, mappingOf, unknownName, valueOf, type Place, type Val } from '../value.ts';
import { fullText, type Fn, type Row } from './function.ts';

/** Steps that matching may take at worst: the length of the text to the power of the quantifiers without an end. */
const STEPS = 5_000_000;

/**
 * Runs a pattern of RE2 syntax as JavaScript's, when it cannot take long: groups that are repeated may not hold what repeats or alternates.
 * Undefined when it is not run.
 */
export function runRegex<T>(pattern: string, text: string, run: (regex: RegExp) => T): T | undefined {
  if (pattern.length > 300 || !isTame(pattern, text.length)) return undefined;
  const flags = /^\(\?([ims]{1,3})\)/u.exec(pattern);
  const body = pattern.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  try {
    return run(new RegExp(body, `gu${flags?.[1] ?? ''}`));
  } catch {
    return undefined;
  }
}

function isTame(pattern: string, length: number): boolean {
  const bare = pattern.replace(/\\./gsu, 'x').replace(/\[[^\]]{0,200}\]/gu, 'x');
  const endless = bare.match(/[*+]|\{\d{1,9},\}|\{\d{3,9}|,\d{3,9}\}/gu)?.length ?? 0;
  // A repeated group, unless it is plain inside.
  if (/[*+|{?][^()]{0,300}\)(?:[*+]|\{\d)/u.test(bare) || /\)\)(?:[*+]|\{\d)/u.test(bare)) return false;
  return Math.max(length, 1) ** Math.max(endless, 1) <= STEPS;
}

/** What the groups of a match are in Terraform: an object of names, a list, or the text. */
function groupsOf(match: RegExpExecArray | RegExpMatchArray, place: Place): Val {
  const named = match.groups;
  const value = (text: string | undefined): Val => valueOf(text ?? null, place);
  if (named)
    return mappingOf(
      Object.entries(named).map(([name, text]) => [name, value(text)] as const),
      place,
    );
  if (match.length > 1) return listOf(match.slice(1).map(value), place);
  return value(match[0]);
}

const regex: Fn = ([pattern, value], { place }) => {
  const [source, text] = [fullText(pattern), fullText(value)];
  if (source === undefined || text === undefined) return undefined;
  const found = runRegex(source, text, (one) => one.exec(text) ?? 'none');
  if (found === undefined) return undefined;
  return found === 'none' ? 'failed' : groupsOf(found, place);
};

const regexall: Fn = ([pattern, value], { place }) => {
  const [source, text] = [fullText(pattern), fullText(value)];
  if (source === undefined || text === undefined || (value && unknownName(value) !== undefined)) return undefined;
  const found = runRegex(source, text, (one) => [...text.matchAll(one)]);
  return (
    found &&
    listOf(
      found.map((match) => groupsOf(match, place)),
      place,
    )
  );
};

export const REGEX: readonly Row[] = [
  ['regex', regex],
  ['regexall', regexall],
];
