import { printable } from './printable.ts';

/**
 * Text of others in Markdown: nothing in it is markup, a link, a mention or HTML. Code hosts look for mentions and references in what was
 * rendered, where an escaped sign is the sign again: a comment behind it parts it from the name.
 */
export function mdText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]()#!|~$]/gu, '\\$&')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/@/gu, '&#64;<!-- -->')
    .replace(/\\#(?=\d)/gu, '&#35;<!-- -->')
    .replace(/:\/\//gu, '&#58;//')
    .replace(/\bwww\./giu, '$&<!-- -->');
}

/** Text of others as code on one line; a run of backticks in it is shorter than the fence around it. */
export function mdCode(text: string): string {
  const shown = printable(text).replace(/\|/gu, '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}
