import { masked } from '../../model/mask.ts';
import { structured } from './diff.ts';
import type { Change } from './edit.ts';

/**
 * The same change as a `sed` command that names lines by number and quotes nothing that it replaces. Works with GNU and BSD sed. Undefined
 * for a new file, which has no line to hide and is printed as a diff, and where the rest of a line that is written anew holds a credential.
 */
export function asCommand(change: Change): string | undefined {
  const { lines } = change;
  if (change.before === null || change.crlf) return undefined;
  const scripts = structured(change, 0).hunks.map(({ oldStart, oldLines, lines: changed }) => {
    const text = changed.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
    const last = oldStart + oldLines - 1;
    const range = oldLines > 1 ? `${oldStart},${last}` : `${oldStart}`;
    if (text.length === 0) return `${range}d`;
    const verb = oldLines > 0 ? `${range}c` : oldStart > lines ? '$a' : `${oldStart}i`;
    return `${verb}\\\n${text.map(sedText).join('\\\n')}`;
  });
  const file = shellQuote(change.file);
  const backup = shellQuote(`${change.file}.bak`);
  const command = `sed -i.bak ${scripts.map((script) => `-e ${shellQuote(script)}`).join(' ')} -- ${file} && rm -- ${backup}\n`;
  return masked(command) === command ? command : undefined;
}

/** A backslash keeps leading blanks; backslashes of the text are doubled. */
const sedText = (line: string): string => line.replace(/\\/gu, '\\\\').replace(/^(?=\s)/u, '\\');

export const shellQuote = (text: string): string => `'${text.replace(/'/gu, `'\\''`)}'`;
