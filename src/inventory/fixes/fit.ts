import { scalar } from '../../findings/fix/yaml.ts';

/** The offset at which the line of `at` starts. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** A list written as the one that it replaces: block with its dashes at the same column, or flow with its quotes. */
export function writeList(text: string, start: number, end: number, items: readonly string[]): string | undefined {
  const old = text.slice(start, end);
  const tail = /\s*$/u.exec(old)?.[0] ?? '';
  if (items.length === 0) return undefined;
  if (old.startsWith('[')) {
    if (!old.trimEnd().endsWith(']')) return undefined;
    const quote = old.includes("'") ? "'" : old.includes('"') ? '"' : '';
    return `[${items.map((item) => quoted(item, quote)).join(', ')}]${tail}`;
  }
  if (!old.startsWith('-')) return undefined;
  const before = text.slice(lineStart(text, start), start);
  if (before.trim() !== '') return undefined;
  const quote = /^-\s+(["'])/u.exec(old)?.[1] ?? '';
  return items.map((item) => `- ${quoted(item, item === '*' ? "'" : quote)}`).join(`\n${before}`) + tail;
}

function quoted(item: string, quote: string): string {
  if (quote === "'" && /^[\w ./*:-]*$/u.test(item)) return `'${item}'`;
  return quote === '"' ? JSON.stringify(item) : scalar(item);
}

/**
 * Lines shifted to where they go. A replaced range that starts at the start of a line is line-aligned: every line gets the indentation of
 * its first line. Otherwise the first line stands where the range starts and the others align with it.
 */
export function fitIndent(text: string, start: number, end: number, wanted: string): string {
  const from = lineStart(text, start);
  const lines = wanted.split('\n');
  if (from === start && start < end) {
    const indent = /^[ \t]*/u.exec(text.slice(start, end).replace(/^\s*\n/u, ''))?.[0] ?? '';
    return lines.map((line) => (line === '' ? line : indent + line)).join('\n');
  }
  const indent = ' '.repeat(start - from);
  return lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join('\n');
}

/** An item with its dash and line, or with one comma of its flow list; words in a longer text go with one blank. */
export function takeOutItem(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number; readonly text: string } {
  const from = lineStart(text, start);
  const rest = /[^\n]*\n?/u.exec(text.slice(end))?.[0] ?? '';
  if (/^[ \t]*-[ \t]+$/u.test(text.slice(from, start)) && /^\s*(?:#[^\n]*)?\n?$/u.test(rest))
    return { start: from, end: end + rest.length, text: '' };
  const after = /^\s*,[ \t]*/u.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length, text: '' };
  const before = /,\s*$/u.exec(text.slice(Math.max(0, start - 200), start));
  if (before) return { start: start - before[0].length, end, text: '' };
  const blank = text[start - 1] === ' ' ? 1 : 0;
  return { start: start - blank, end, text: '' };
}

/** Where the key of the value at `at` starts, on its line or, for a nested value, on the last line before it that says something. */
export function keyStart(text: string, at: number): number | undefined {
  const from = lineStart(text, at);
  const head = text.slice(from, at);
  if (head.trim() === '' && from > 0) {
    const before = text.slice(0, from).trimEnd();
    const start = lineStart(before, before.length);
    const key = /^[ \t]*(?:-[ \t]+)?(?=[\w."'-]+:$)/u.exec(before.slice(start));
    return key ? start + key[0].length : undefined;
  }
  const key = /^[ \t]*(?:-[ \t]+)?(?=[\w."'-]+:[ \t]+$)/u.exec(head);
  return key ? from + key[0].length : undefined;
}
