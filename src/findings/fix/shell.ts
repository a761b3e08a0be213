/** A word of a shell command, whatever is in it: names come from files of others. */
export function shellWord(text: string): string {
  const shown = text.replace(/[\u0000-\u001f\u007f]/gu, '');
  return /^[\w@%+=:,./-]+$/u.test(shown) ? shown : `'${shown.replace(/'/gu, `'\\''`)}'`;
}

/** Text of others inside a comment of a script: one line. */
export const shellComment = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/gu, ' ');
