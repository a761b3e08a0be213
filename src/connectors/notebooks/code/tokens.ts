/**
 * Tokens of code in the manner of Python, enough to see what texts it holds and whom it calls. Other languages of notebooks (R, Scala, Julia)
 * write texts, calls and assignments alike. One pass, linear; a text that is not closed ends at its line.
 */
export type Token =
  | {
      readonly is: 'text';
      readonly value: string;
      readonly start: number;
      readonly end: number;
      readonly plain: boolean;
    }
  | { readonly is: 'name'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly is: 'sign'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly is: 'line' | 'shell' | 'comment'; readonly value: string; readonly start: number; readonly end: number };

const NAME = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*(?:\.[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)*/y;
const PREFIXED = /[rRbBuUfF]{0,2}(?:"""|'''|"|')/y;
const NUMBER = /\d[\w.]*/y;
const SIGN = /==|!=|<=|>=|->|<-|:=|\*\*|\/\/|[^\s\w]/y;

export function tokens(code: string): readonly Token[] {
  const found: Token[] = [];
  let depth = 0;
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0];
  };
  const push = (is: Exclude<Token['is'], 'text'>, end: number): void => {
    found.push({ is, value: code.slice(at, end), start: at, end });
    at = end;
  };
  while (at < code.length) {
    const character = code[at] ?? '';
    if (character === '\n') {
      if (depth === 0) push('line', at + 1);
      else at++;
    } else if (character === '\\' && /^\\\r?\n/u.test(code.slice(at, at + 3))) at += code[at + 1] === '\r' ? 3 : 2;
    else if (/\s/u.test(character)) at++;
    else if (character === '#') push('comment', lineEnd(code, at));
    else if ((character === '!' || character === '%') && startsCommand(found, code, at)) {
      depth = 0;
      push('shell', commandEnd(code, at));
    } else {
      const opening = take(PREFIXED);
      if (opening !== undefined) {
        const one = literal(code, at, opening);
        found.push(one);
        at = one.end;
        continue;
      }
      const name = take(NAME) ?? take(NUMBER);
      if (name !== undefined) push('name', at + name.length);
      else {
        const sign = take(SIGN) ?? character;
        if (/[([{]/u.test(sign)) depth++;
        else if (/[)\]}]/u.test(sign)) depth = Math.max(0, depth - 1);
        push('sign', at + sign.length);
      }
    }
  }
  return found;
}

/** `!command` and `%magic` at the start of a line or after `name =`. */
function startsCommand(before: readonly Token[], code: string, at: number): boolean {
  if (code[at + 1] === '=') return false;
  const last = before.at(-1);
  if (last === undefined || last.is === 'line' || last.is === 'shell' || last.is === 'comment') return true;
  return last.is === 'sign' && (last.value === '=' || last.value === '(') && code[at] === '!';
}

function lineEnd(code: string, from: number): number {
  const end = code.indexOf('\n', from);
  return end < 0 ? code.length : end;
}

/** A command goes on while its lines end with a backslash. */
function commandEnd(code: string, from: number): number {
  let end = lineEnd(code, from);
  while (
    end < code.length &&
    code
      .slice(Math.max(from, end - 2), end)
      .trimEnd()
      .endsWith('\\')
  )
    end = lineEnd(code, end + 1);
  return end;
}

function literal(code: string, start: number, opening: string): Extract<Token, { is: 'text' }> {
  const quote = /["']+$/u.exec(opening)?.[0] ?? '"';
  const prefix = opening.slice(0, opening.length - quote.length).toLowerCase();
  const raw = prefix.includes('r');
  let value = '';
  let at = start + opening.length;
  while (at < code.length && !code.startsWith(quote, at)) {
    const character = code[at] ?? '';
    if (character === '\n' && quote.length === 1) break;
    if (character === '\\' && !raw) {
      const next = code[at + 1] ?? '';
      value += next === '\n' ? '' : next === 'n' ? '\n' : next === 't' ? '\t' : next;
      at += 2;
    } else {
      value += character;
      at++;
    }
  }
  const end = Math.min(code.length, code.startsWith(quote, at) ? at + quote.length : at);
  return { is: 'text', value, start, end, plain: prefix === '' || prefix === 'u' || prefix === 'r' };
}
