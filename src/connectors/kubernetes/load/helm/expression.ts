/** An expression of a template action. A pipe is a call whose last argument is what stood before it. */
export type Expression =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  | { readonly is: 'field'; readonly of: string; readonly path: readonly string[] }
  | { readonly is: 'select'; readonly of: Expression; readonly path: readonly string[] }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] };

export interface Pipeline {
  /** Variables that take the value (`range $key, $value := ...`). Nothing is printed then. */
  readonly into: readonly string[];
  readonly value: Expression;
}

const TOKEN =
  /\s+|("(?:[^"\\]|\\.)*"|`[^`]*`)|(-?[0-9][0-9_]*(?:\.[0-9]+)?)|(\$[A-Za-z0-9_]*)?((?:\.[A-Za-z_][A-Za-z0-9_]*)+|\.)|(\$[A-Za-z0-9_]*)|([A-Za-z_][A-Za-z0-9_]*)|(:=|[()|,=])|('(?:[^'\\]|\\.)')/y;
const DEEPEST = 50;

type Token =
  | { readonly is: 'operand'; readonly value: Expression; readonly tight: boolean }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'mark'; readonly mark: string };

/** Parses what stands in an action; undefined when it is not understood. */
export function parsePipeline(source: string): Pipeline | undefined {
  const tokens = tokenize(source);
  if (!tokens) return undefined;
  const into: string[] = [];
  const assign = tokens.findIndex((one) => one.is === 'mark' && (one.mark === ':=' || one.mark === '='));
  for (const one of tokens.slice(0, Math.max(assign, 0)))
    if (one.is === 'operand' && one.value.is === 'field') into.push(one.value.of);
  const parser = new Parser(tokens.slice(assign + 1));
  const value = parser.pipeline(0);
  return value && parser.done ? { into, value } : undefined;
}

function tokenize(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  let spaced = true;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    const [whole, text, number, base, chain, variable, name, mark, char] = match;
    const operand = (value: Expression): void =>
      void tokens.push({ is: 'operand', value, tight: !spaced && chain !== undefined && base === undefined });
    if (text !== undefined) operand({ is: 'literal', value: unquoted(text) });
    else if (number !== undefined) operand({ is: 'literal', value: Number(number.replaceAll('_', '')) });
    else if (chain !== undefined)
      operand({ is: 'field', of: base ?? '.', path: chain.split('.').filter((one) => one !== '') });
    else if (variable !== undefined) operand({ is: 'field', of: variable, path: [] });
    else if (char !== undefined) operand({ is: 'literal', value: char.slice(1, -1) });
    else if (name === 'true' || name === 'false') operand({ is: 'literal', value: name === 'true' });
    else if (name === 'nil') operand({ is: 'literal', value: null });
    else if (name !== undefined) tokens.push({ is: 'name', name });
    else if (mark !== undefined) tokens.push({ is: 'mark', mark });
    spaced = whole.trim() === '';
  }
  return tokens;
}

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  pipeline(depth: number): Expression | undefined {
    let value = this.#command(depth);
    while (value && this.#mark('|')) {
      const next = this.#tokens[this.#at];
      if (next?.is !== 'name') return undefined;
      const call = this.#command(depth);
      value = call?.is === 'call' ? { ...call, args: [...call.args, value] } : undefined;
    }
    return value;
  }

  #command(depth: number): Expression | undefined {
    if (depth > DEEPEST) return undefined;
    const first = this.#tokens[this.#at];
    if (first?.is !== 'name') {
      const value = this.#operand(depth);
      // A method with arguments (`.Files.Get "x"`): its answer is as unknown as the method.
      while (value && this.#operand(depth));
      return value;
    }
    this.#at++;
    const args: Expression[] = [];
    for (let arg = this.#operand(depth); arg; arg = this.#operand(depth)) args.push(arg);
    return { is: 'call', name: first.name, args };
  }

  #operand(depth: number): Expression | undefined {
    const token = this.#tokens[this.#at];
    let value: Expression | undefined;
    if (token?.is === 'operand') {
      this.#at++;
      value = token.value;
    } else if (token?.is === 'name') {
      this.#at++;
      value = { is: 'call', name: token.name, args: [] };
    } else if (this.#mark('(')) {
      value = this.pipeline(depth + 1);
      if (!this.#mark(')')) return undefined;
    }
    const next = this.#tokens[this.#at];
    if (!value || next?.is !== 'operand' || !next.tight || next.value.is !== 'field') return value;
    this.#at++;
    return { is: 'select', of: value, path: next.value.path };
  }

  #mark(mark: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.is !== 'mark' || token.mark !== mark) return false;
    this.#at++;
    return true;
  }
}
