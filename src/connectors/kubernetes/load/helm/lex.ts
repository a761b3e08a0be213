/** A piece of a template: text as it stands, or an action without its braces. Offsets are in the template. */
export interface Token {
  readonly type: 'text' | 'action';
  readonly text: string;
  readonly at: number;
}

/** Cuts a template at its actions and takes away the white space that `{{-` and `-}}` take. An unclosed action ends the template. */
export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  for (;;) {
    const open = source.indexOf('{{', at);
    const stop = open < 0 ? source.length : open;
    const trimBefore = open >= 0 && source[open + 2] === '-' && isSpace(source[open + 3]);
    pushText(tokens, source.slice(at, stop), at, trimNext, trimBefore);
    if (open < 0) return tokens;
    const close = closing(source, open + 2);
    if (close < 0) return tokens;
    trimNext = source[close - 1] === '-' && isSpace(source[close - 2]);
    const inner = source.slice(open + (trimBefore ? 3 : 2), close - (trimNext ? 1 : 0)).trim();
    if (!inner.startsWith('/*')) tokens.push({ type: 'action', text: inner, at: open });
    at = close + 2;
  }
}

function pushText(tokens: Token[], raw: string, at: number, trimStart: boolean, trimEnd: boolean): void {
  const left = trimStart ? raw.trimStart() : raw;
  const text = trimEnd ? left.trimEnd() : left;
  if (text !== '') tokens.push({ type: 'text', text, at: at + raw.length - left.length });
}

/** Where the `}}` of an action stands; quoted texts and comments may hold one too. */
function closing(source: string, from: number): number {
  const comment = /^-?\s*\/\*/.exec(source.slice(from, from + 8));
  if (comment) {
    const end = source.indexOf('*/', from);
    return end < 0 ? -1 : source.indexOf('}}', end);
  }
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (char === '}' && source[at + 1] === '}') return at;
    if (char === '"' || char === '`' || char === "'") {
      at = endOfQuote(source, at, char);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function endOfQuote(source: string, from: number, quote: string): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\' && quote !== '`') at++;
    else if (source[at] === quote) return at;
  }
  return -1;
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r';
}
