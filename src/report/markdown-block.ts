import { printableLines } from './printable.ts';

/** Text of others as a fenced block: the fence is longer than any run of backticks in it, so that nothing in it ends the block. */
export function mdBlock(text: string, language: string): string {
  const shown = printableLines(text).join('\n');
  const longest = Math.max(2, ...[...shown.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}\n`;
}
