import { lineStart } from './fit.ts';

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines at the column of the next key, which moves down by as many; below a sibling of the same name where there is one. */
export function beforeKey(text: string, at: number, wanted: string): Splice | undefined {
  const key = at + (/^[ \t]*/u.exec(text.slice(at, at + 1000))?.[0].length ?? 0);
  const head = text.slice(lineStart(text, key), key);
  if (!/^[\w."'-]/u.test(text.slice(key, key + 1)) || head.trim() !== '') return undefined;
  const lines = wanted.split('\n');
  const below = sibling(text, key, head.length, lines[0] ?? '');
  if (below === undefined) return { start: key, end: key, text: `${wanted}\n`.replace(/\n/gu, `\n${head}`) };
  const child = /^[ \t]*/u.exec(text.slice(below))?.[0] ?? '';
  if (child.length <= head.length) return undefined;
  const inner = lines.slice(1).map((line) => `${child}${line.trimStart()}\n`);
  return { start: below, end: below, text: inner.join('') };
}

/** The start of the line after a sibling key that is written with its value on the following lines. */
function sibling(text: string, from: number, column: number, key: string): number | undefined {
  for (let next = lineStart(text, from); next >= 0 && next < text.length;) {
    const stop = text.indexOf('\n', next);
    const line = text.slice(next, stop < 0 ? text.length : stop).trimEnd();
    const own = columnOf(text, next);
    if (line.trim() !== '' && (own < column || line.startsWith('---'))) return undefined;
    if (own === column && line.trim() === key) return stop < 0 ? undefined : stop + 1;
    next = stop < 0 ? -1 : stop + 1;
  }
  return undefined;
}

/** The YAML document around an offset, from line to line, without its `---`; undefined when it is no Secret in block style. */
export function secretDocument(text: string, at: number, wanted: string): Splice | undefined {
  const above = text.lastIndexOf('\n---', at - 1);
  const below = text.indexOf('\n---', at);
  const head = above >= 0 ? above + 1 : text.startsWith('---') ? 0 : -1;
  const start = head < 0 ? 0 : Math.min(text.length, text.indexOf('\n', head) + 1 || text.length + 1);
  const end = below < 0 ? text.length : below + 1;
  return /^kind:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?\r?$/mu.test(text.slice(start, end))
    ? { start, end, text: wanted }
    : undefined;
}

/** The key that the line of `at` stands below, with all lines that are indented further: block style only. */
export function parentBlock(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  const inner = columnOf(text, lineStart(text, at));
  for (let from = lineStart(text, at); from > 0;) {
    from = lineStart(text, from - 1);
    const line = /^[^\n]*/u.exec(text.slice(from))?.[0] ?? '';
    if (line.trim() === '' || columnOf(text, from) >= inner) continue;
    const key = /^[ \t]*(?:-[ \t]+)?(?=[\w."'-]+:[ \t]*$)/u.exec(line)?.[0];
    return key === undefined ? undefined : { start: from + key.length, end: blockEnd(text, from, key.length) };
  }
  return undefined;
}

/** Where lines stop being indented further than the column, the last line break left out. */
function blockEnd(text: string, from: number, column: number): number {
  let end = from;
  for (let next = from; next >= 0 && next < text.length;) {
    const stop = text.indexOf('\n', next);
    const line = text.slice(next, stop < 0 ? text.length : stop);
    if (next !== from && line.trim() !== '' && columnOf(text, next) <= column) break;
    if (line.trim() !== '') end = next + line.trimEnd().length;
    next = stop < 0 ? -1 : stop + 1;
  }
  return end;
}

const columnOf = (text: string, line: number): number =>
  /^[ \t]*/u.exec(text.slice(line, line + 1000))?.[0].length ?? 0;
