/** A character that stands for itself, or a wildcard. */
export type Token = { readonly literal: string } | { readonly wildcard: '*' | '?' };

export const tokens = (text: string): readonly Token[] =>
  text.split('').map((char) => (char === '*' || char === '?' ? { wildcard: char } : { literal: char }));

/** Whether a pattern matches a text, by trying every way: the definition of `*` and `?`, written down. */
export function glob(pattern: readonly Token[], text: string): boolean {
  const known = new Map<string, boolean>();
  const from = (at: number, of: number): boolean => {
    const name = `${at} ${of}`;
    const found = known.get(name) ?? step(at, of);
    known.set(name, found);
    return found;
  };
  const step = (at: number, of: number): boolean => {
    const token = pattern[at];
    if (token === undefined) return of === text.length;
    if ('wildcard' in token && token.wildcard === '*')
      return from(at + 1, of) || (of < text.length && from(at, of + 1));
    if (of === text.length) return false;
    return ('wildcard' in token || token.literal === text[of]) && from(at + 1, of + 1);
  };
  return from(0, 0);
}

/** ARNs part by part; the sixth part is all the rest. */
export function arnGlob(pattern: readonly Token[], text: string): boolean {
  if (pattern.length === 1 && pattern[0] !== undefined && 'wildcard' in pattern[0] && pattern[0].wildcard === '*')
    return true;
  const parts: Token[][] = [[]];
  for (const token of pattern)
    if ('literal' in token && token.literal === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(token);
  const texts = text.split(':');
  if (parts.length < 6 || texts.length < 6) return false;
  const six = [...texts.slice(0, 5), texts.slice(5).join(':')];
  return parts.every((part, at) => glob(part, six[at] ?? ''));
}
