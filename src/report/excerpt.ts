import type { Fact } from '../model/facts.ts';
import { MASK, masked } from '../model/mask.ts';
import { printableLines } from './printable.ts';
import { span, type Line } from './screen.ts';
import { truncate } from './width.ts';

/** Where credentials stand in a file: lines from 1, and ranges of offsets. */
export interface SecretPlaces {
  readonly lines: ReadonlySet<number>;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Places of all credentials of the estate by file. */
export function secretPlaces(facts: readonly Fact[]): ReadonlyMap<string, SecretPlaces> {
  const places = new Map<string, { lines: Set<number>; ranges: { start: number; end: number }[] }>();
  const of = (file: string): { lines: Set<number>; ranges: { start: number; end: number }[] } => {
    const known = places.get(file) ?? { lines: new Set(), ranges: [] };
    places.set(file, known);
    return known;
  };
  for (const fact of facts)
    if (fact.fact === 'credential') {
      for (const one of fact.evidence) if ('file' in one) of(one.file).lines.add(one.line);
      if (fact.span) of(fact.span.file).ranges.push({ start: fact.span.start, end: fact.span.end });
    }
  return places;
}

const CONTEXT = 3;
const NONE: SecretPlaces = { lines: new Set(), ranges: [] };

/** The line with three before and after it, numbered; what carries a credential shows its key only. */
export function excerpt(text: string, line: number, width: number, secrets: SecretPlaces = NONE): readonly Line[] {
  const lines = text.split(/\r\n|\n|\r/u);
  if (line < 1 || line > lines.length) return [];
  const hidden = hiddenLines(text, lines, secrets);
  const from = Math.max(1, line - CONTEXT);
  const to = Math.min(lines.length, line + CONTEXT);
  const wide = String(to).length;
  const out: Line[] = [];
  for (let at = from; at <= to; at += 1) {
    const raw = lines[at - 1] ?? '';
    if (at === to && raw === '' && at !== line) break;
    const [shown = ''] = printableLines(hidden.has(at) ? keyOnly(raw) : raw);
    const head = `      ${at === line ? '>' : ' '} ${String(at).padStart(wide)} | `;
    out.push([
      span(head, 'faint'),
      span(truncate(shown, Math.max(20, width - head.length)), at === line ? 'plain' : 'faint'),
    ]);
  }
  return out;
}

/** Known places, what continues them (block scalars), and lines that look like a credential to a second, coarser eye. */
function hiddenLines(text: string, lines: readonly string[], secrets: SecretPlaces): ReadonlySet<number> {
  const hidden = new Set(secrets.lines);
  for (const { start, end } of secrets.ranges) {
    const first = lineAt(text, start);
    const last = lineAt(text, Math.max(start, end - 1));
    for (let at = first; at <= last; at += 1) hidden.add(at);
  }
  lines.forEach((line, index) => {
    if (looksSecret(line) || announced(lines[index - 1] ?? '', line)) hidden.add(index + 1);
  });
  for (const at of [...hidden]) {
    if (!/[|>][+-]?\d?\s*$/u.test(lines[at - 1] ?? '')) continue;
    const depth = indentOf(lines[at - 1] ?? '');
    for (let next = at + 1; next <= lines.length; next += 1) {
      const line = lines[next - 1] ?? '';
      if (line.trim() !== '' && indentOf(line) <= depth) break;
      hidden.add(next);
    }
  }
  return hidden;
}

const WORD = String.raw`(?:passw(?:or)?d|passphrase|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key)`;
/** What a line of configuration, code or a command says of a value on it. */
const TELLING: readonly RegExp[] = [
  new RegExp(String.raw`${WORD}["'\\]{0,4}\s?[:=]\s?\\?["']?[^\s"'\\,{}[\]|>]`, 'iu'),
  new RegExp(String.raw`name["']?\s?[:=]\s?["']?\w{0,60}(?:${WORD}|KEY)["']?\s?,\s?["']?value["']?\s?:`, 'iu'),
  new RegExp(String.raw`--?[\w-]{0,30}${WORD}["']?[\s,=]{1,3}["']?[^\s"'-]`, 'iu'),
  /\s(?:-u|--user)[\s=]["']?[^\s:"']{1,60}:[^\s"']/u,
];
const NAMES_SECRET = /^[\s-]*name:\s*["']?\w{0,60}(?:PASSWORD|SECRET|TOKEN|CREDENTIALS?|KEY)["']?\s*$/iu;
const FLAG = new RegExp(String.raw`--?[\w-]{0,30}${WORD}["']?,?\s*$`, 'iu');
const LONG_WORD = /[\w+/=-]{24,}/gu;
/** A line is looked at as far as a terminal could show of it. */
const LOOKED_AT = 4000;

function looksSecret(whole: string): boolean {
  const line = whole.slice(0, LOOKED_AT);
  if (TELLING.some((one) => one.test(line)) || masked(line) !== line) return true;
  return (line.match(LONG_WORD) ?? []).some(
    (word) => /[a-z]/u.test(word) && /[A-Z]/u.test(word) && /\d/u.test(word) && !isPath(word),
  );
}

/** Steps of a path are short words; the same letters in base64 are not. */
const isPath = (word: string): boolean => word.includes('/') && !/[+=]|[^/]{24}/u.test(word);

/** The line before names what this one holds. */
function announced(before: string, line: string): boolean {
  return (NAMES_SECRET.test(before) && /^\s*value:/u.test(line)) || FLAG.test(before.slice(-LOOKED_AT));
}

/** The key stays, the value does not. */
function keyOnly(line: string): string {
  const key = /^[\s"'-]*[\w./-]{1,100}["']?\s*[:=]/u.exec(line)?.[0];
  return key === undefined ? `${' '.repeat(indentOf(line))}${MASK}` : `${masked(key)} ${MASK}`;
}

const indentOf = (line: string): number => /^\s*/u.exec(line)?.[0].length ?? 0;

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line += 1;
  }
  return line;
}
