import { hasHole, hole } from '../../model/hole.ts';
import { keyOf, type Key } from '../match/keys.ts';
import { ANY, wild, withoutWild } from '../match/pattern.ts';
import { HIDDEN, PRESENT, UNKNOWN, type Known } from '../question/known.ts';
import type { Question } from '../question/question.ts';

const VARIABLE = /\$\{([^{}\uE000\uE001]{1,300})\}/gu;
const DEFAULT = /^\s*([^,\s]+)\s*,\s*'([^']*)'\s*$/u;
const LITERALS: Readonly<Record<string, string>> = { '*': '*', '?': '?', $: '$' };

interface Variable {
  readonly key: Key;
  readonly fallback: string | undefined;
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

  /** With any run of characters in the place of each variable. */
  get outline(): string {
    return this.#parts.map((part) => (typeof part === 'string' ? part : ANY)).join('');
  }

  /** Undefined where a variable has no value: the text then matches nothing. Keys whose value nobody knows stand in it as holes. */
  text(question: Question): string | undefined {
    let text = '';
    for (const part of this.#parts) {
      const piece = typeof part === 'string' ? part : valueOf(part, question.lookup(part.key));
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  }

  /** The keys of its variables whose value nobody knows. */
  unknown(question: Question): readonly Key[] {
    return this.#parts.flatMap((part) => {
      if (typeof part === 'string') return [];
      const { status } = question.lookup(part.key);
      return status === UNKNOWN || status === HIDDEN ? [part.key] : [];
    });
  }
}

function valueOf({ key, fallback }: Variable, { status, values }: Known): string | undefined {
  if (status === UNKNOWN || status === HIDDEN) return hole(key.name);
  return status === PRESENT && values.length === 1 ? withoutWild(values[0] ?? '') : fallback;
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
