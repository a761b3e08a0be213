import { hasHole } from '../../model/hole.ts';
import { keyOf, type Key } from '../match/keys.ts';
import { wild } from '../match/pattern.ts';
import { HIDDEN, PRESENT, UNKNOWN } from '../question/known.ts';
import type { Question } from '../question/question.ts';

const VARIABLE = /\$\{([^{}\uE000\uE001]{1,300})\}/gu;
const DEFAULT = /^\s*([^,\s]+)\s*,\s*'([^']*)'\s*$/u;
const LITERALS: Readonly<Record<string, string>> = { '*': '*', '?': '?', $: '$' };

interface Variable {
  readonly key: Key;
  readonly fallback: string | undefined;
}

/** What a text with variables becomes for one request; `undefined` where a variable has no value: the text then matches nothing. */
export interface Resolved {
  readonly text: string | undefined;
  /** Keys whose value nobody knows stand in the text as holes. */
  readonly unknown: readonly Key[];
}

/**
 * A text with policy variables (IAM user guide, "IAM policy elements: Variables and tags"). What a variable brings in is literal: its
 * wildcards mean themselves.
 */
export class Template {
  readonly #parts: readonly (string | Variable)[];

  constructor(parts: readonly (string | Variable)[]) {
    this.#parts = parts;
  }

  get keys(): readonly Key[] {
    return this.#parts.flatMap((part) => (typeof part === 'string' ? [] : [part.key]));
  }

  resolve(question: Question): Resolved {
    let text = '';
    const unknown: Key[] = [];
    for (const part of this.#parts) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const { status, values } = question.lookup(part.key);
      if (status === UNKNOWN || status === HIDDEN) {
        unknown.push(part.key);
        text += `\uE000${part.key.name}\uE001`;
      } else if (status === PRESENT && values.length === 1) text += values[0] ?? '';
      else if (part.fallback !== undefined) text += part.fallback;
      else return { text: undefined, unknown: [] };
    }
    return { text, unknown };
  }
}

/**
 * A value of a policy as a pattern source, or as a template where it holds variables. Policies of 2008 have no variables: their text is
 * literal, but for its wildcards.
 */
export function templateOf(text: string, version: string, wildcards: boolean): string | Template {
  const literal = (part: string): string => (wildcards ? wild(part) : part);
  if (version !== '2012-10-17' || !text.includes('${')) return literal(text);
  const parts: (string | Variable)[] = [];
  let from = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const name = match[1] ?? '';
    parts.push(literal(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const character = LITERALS[name];
    parts.push(character ?? variable(name));
  }
  parts.push(literal(text.slice(from)));
  return parts.every((part) => typeof part === 'string') ? parts.join('') : new Template(parts);
}

function variable(name: string): Variable {
  const match = DEFAULT.exec(name);
  return match
    ? { key: keyOf(match[1] ?? ''), fallback: match[2] ?? '' }
    : { key: keyOf(name.trim()), fallback: undefined };
}

export const isOpen = (source: string | Template): boolean => typeof source !== 'string' || hasHole(source);
