import { lex, type Token } from './lex.ts';
import { parsePipeline, type Pipeline } from './expression.ts';

export type TemplateNode =
  | { readonly is: 'text'; readonly text: string; readonly at: number }
  | { readonly is: 'print'; readonly value: Pipeline | undefined; readonly at: number }
  | {
      readonly is: 'if' | 'with' | 'range';
      readonly value: Pipeline | undefined;
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
      readonly at: number;
    };

export interface Template {
  readonly nodes: readonly TemplateNode[];
  /** Named templates that the file defines. */
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly elses: number;
}

const DEEPEST = 100;
const WORD = /^([a-z]+)\b\s*/;

/** Parses a template. What is not understood prints as a placeholder; a missing `end` ends with the file. */
export function parseTemplate(source: string): Template {
  const parser = new TreeParser(lex(source));
  const nodes = parser.list(0);
  return { nodes, defined: parser.defined, elses: parser.elses };
}

class TreeParser {
  readonly defined = new Map<string, readonly TemplateNode[]>();
  elses = 0;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Up to an `end` or `else`, which is left for the caller; a stray one at the top is passed over. */
  list(depth: number): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    for (let token = this.#tokens[this.#at]; token; token = this.#tokens[this.#at]) {
      const word = token.type === 'action' ? WORD.exec(token.text)?.[1] : undefined;
      if ((word === 'end' || word === 'else') && depth > 0) return nodes;
      this.#at++;
      if (token.type === 'text') nodes.push({ is: 'text', text: token.text, at: token.at });
      else nodes.push(...this.#action(token, word, depth));
    }
    return nodes;
  }

  #action(token: Token, word: string | undefined, depth: number): TemplateNode[] {
    const rest = word === undefined ? token.text : token.text.replace(WORD, '');
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return [this.#branch(word, rest, token.at, depth)];
      case 'define':
      case 'block': {
        const body = this.#body(depth);
        const name = /^"([^"]*)"|^`([^`]*)`/.exec(rest);
        if (name) this.defined.set(name[1] ?? name[2] ?? '', body);
        return word === 'block' ? body : [];
      }
      case 'template':
        return [{ is: 'print', value: parsePipeline(`include ${rest}`), at: token.at }];
      case undefined:
        return [{ is: 'print', value: parsePipeline(token.text), at: token.at }];
      case 'end':
      case 'else':
      case 'break':
      case 'continue':
        return [];
      default:
        return [{ is: 'print', value: parsePipeline(token.text), at: token.at }];
    }
  }

  #branch(is: 'if' | 'with' | 'range', rest: string, at: number, depth: number): TemplateNode {
    const then = depth < DEEPEST ? this.list(depth + 1) : [];
    const otherwise = this.#else(at, depth);
    return { is, value: parsePipeline(rest), then, otherwise, at };
  }

  /** What follows the first body: nothing, an `else`, or an `else if` with all that belongs to it. Takes the `end`. */
  #else(at: number, depth: number): TemplateNode[] {
    const token = this.#tokens[this.#at];
    this.#at++;
    if (!token || !token.text.startsWith('else')) return [];
    this.elses++;
    const rest = token.text.replace(WORD, '');
    const word = WORD.exec(rest)?.[1];
    if (word === 'if' || word === 'with')
      return depth < DEEPEST ? [this.#branch(word, rest.replace(WORD, ''), at, depth + 1)] : [];
    const body = this.list(depth + 1);
    this.#at++;
    return body;
  }

  #body(depth: number): TemplateNode[] {
    const body = depth < DEEPEST ? this.list(depth + 1) : [];
    this.#at++;
    return body;
  }
}
