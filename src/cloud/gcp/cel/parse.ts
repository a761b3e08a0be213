import { tokensOf, type Token } from './tokens.ts';

/** An expression as a tree. `call` is a function or a method with what it is called on first. */
export type Cel =
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'flag'; readonly value: boolean }
  | { readonly is: 'list'; readonly items: readonly Cel[] }
  | { readonly is: 'path'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly of: readonly Cel[] }
  | { readonly is: 'not'; readonly of: Cel }
  | { readonly is: 'and' | 'or'; readonly of: readonly [Cel, Cel] }
  | { readonly is: 'compare'; readonly sign: string; readonly of: readonly [Cel, Cel] };

const DEEPEST = 50;

/** Undefined when it is more of the language than is read here. */
export function parseCel(expression: string): Cel | undefined {
  const tokens = tokensOf(expression);
  if (!tokens || tokens.length === 0) return undefined;
  const parser = new Parser(tokens);
  const tree = parser.or(0);
  return tree && parser.ended ? tree : undefined;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }

  or(depth: number): Cel | undefined {
    return this.#chain('||', 'or', () => this.#and(depth));
  }

  #and(depth: number): Cel | undefined {
    return this.#chain('&&', 'and', () => this.#comparison(depth));
  }

  #chain(sign: string, is: 'and' | 'or', part: () => Cel | undefined): Cel | undefined {
    let left = part();
    while (left && this.#take(sign)) {
      const right = part();
      left = right && { is, of: [left, right] };
    }
    return left;
  }

  #comparison(depth: number): Cel | undefined {
    const left = this.#unary(depth);
    if (!left) return undefined;
    const token = this.#tokens[this.#at];
    const sign =
      token && /^(?:==|!=|<=|>=|<|>|in)$/u.test(token.value) && token.type !== 'text' ? token.value : undefined;
    if (sign === undefined) return left;
    this.#at += 1;
    const right = this.#unary(depth);
    return right && { is: 'compare', sign, of: [left, right] };
  }

  #unary(depth: number): Cel | undefined {
    if (depth > DEEPEST) return undefined;
    if (this.#take('!')) {
      const of = this.#unary(depth + 1);
      return of && { is: 'not', of };
    }
    return this.#postfix(this.#primary(depth), depth);
  }

  #primary(depth: number): Cel | undefined {
    const token = this.#tokens[this.#at];
    if (!token) return undefined;
    this.#at += 1;
    if (token.type === 'text') return { is: 'text', value: token.value };
    if (token.type === 'number') return { is: 'text', value: token.value };
    if (token.value === 'true' || token.value === 'false') return { is: 'flag', value: token.value === 'true' };
    if (token.value === '(') {
      const inner = this.or(depth + 1);
      return inner && this.#take(')') ? inner : undefined;
    }
    if (token.value === '[') {
      const items = this.#arguments(']', depth);
      return items && { is: 'list', items };
    }
    if (token.type !== 'word') return undefined;
    if (!this.#take('(')) return { is: 'path', name: token.value };
    const of = this.#arguments(')', depth);
    return of && { is: 'call', name: token.value, of };
  }

  /** `.name`, `.method(...)` and `['name']`. */
  #postfix(start: Cel | undefined, depth: number): Cel | undefined {
    let left = start;
    while (left) {
      if (this.#take('.')) left = this.#member(left, depth);
      else if (left.is === 'path' && this.#take('[')) {
        const key = this.#tokens[this.#at];
        this.#at += 1;
        left = key?.type === 'text' && this.#take(']') ? { is: 'path', name: `${left.name}.${key.value}` } : undefined;
      } else return left;
    }
    return undefined;
  }

  #member(left: Cel, depth: number): Cel | undefined {
    const name = this.#tokens[this.#at];
    this.#at += 1;
    if (name?.type !== 'word') return undefined;
    if (this.#take('(')) {
      const given = this.#arguments(')', depth);
      return given && { is: 'call', name: name.value, of: [left, ...given] };
    }
    return left.is === 'path' ? { is: 'path', name: `${left.name}.${name.value}` } : undefined;
  }

  #arguments(end: string, depth: number): readonly Cel[] | undefined {
    const found: Cel[] = [];
    if (this.#take(end)) return found;
    for (;;) {
      const one = this.or(depth + 1);
      if (!one) return undefined;
      found.push(one);
      if (this.#take(end)) return found;
      if (!this.#take(',')) return undefined;
    }
  }

  #take(value: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.value !== value || token.type === 'text') return false;
    this.#at += 1;
    return true;
  }
}
