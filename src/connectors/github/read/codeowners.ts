import { matchesPattern } from './codeowners-pattern.ts';

interface Line {
  readonly pattern: string;
  readonly owners: readonly string[];
}

const LONGEST = 3 * 1024 * 1024;

/** Lines of a CODEOWNERS file (GitHub documentation, "About code owners"): the last pattern that matches decides. */
export function readCodeowners(text: string): readonly Line[] {
  return text
    .slice(0, LONGEST)
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/u, '').trim())
    .filter((line) => line !== '' && !line.startsWith('['))
    .map((line) => {
      const [pattern = '', ...owners] = line.split(/\s+/u);
      return { pattern, owners: owners.filter((one) => one.includes('@')) };
    });
}

export function reviewersOf(lines: readonly Line[], path: string): readonly string[] {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line && matchesPattern(line.pattern, path)) return line.owners;
  }
  return [];
}
