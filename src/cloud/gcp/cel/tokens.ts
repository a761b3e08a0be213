/** A token of the Common Expression Language (cel-spec, "Syntax"), as far as conditions of IAM and of pools use it. */
export interface Token {
  readonly type: 'text' | 'word' | 'number' | 'sign';
  readonly value: string;
}

const MOST = 2000;
const PIECE =
  /\s+|(?<text>r?"(?:[^"\\\n]|\\.){0,2000}"|r?'(?:[^'\\\n]|\\.){0,2000}')|(?<word>[A-Za-z_]\w{0,200})|(?<number>\d{1,30}(?:\.\d{1,30})?)|(?<sign>&&|\|\||==|!=|<=|>=|[!<>()[\],.?:+*/%-])/uy;

/** Undefined for what is no such expression, or is longer than a policy may hold (12,000 characters). */
export function tokensOf(expression: string): readonly Token[] | undefined {
  if (expression.length > 12_000) return undefined;
  const found: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < expression.length) {
    const groups = PIECE.exec(expression)?.groups;
    if (groups === undefined) {
      PIECE.lastIndex = 0;
      return undefined;
    }
    for (const type of ['text', 'word', 'number', 'sign'] as const) {
      const value = groups[type];
      if (value !== undefined) found.push({ type, value: type === 'text' ? unquoted(value) : value });
    }
    if (found.length > MOST) return undefined;
  }
  return found;
}

function unquoted(text: string): string {
  const raw = text.startsWith('r');
  const inner = text.slice(raw ? 2 : 1, -1);
  return raw ? inner : inner.replace(/\\(.)/gu, '$1');
}
