import { SentenceError } from './sentence.ts';

export interface Token {
  readonly text: string;
  /** From 1. */
  readonly column: number;
  readonly quoted: boolean;
}

export const LONGEST_SENTENCE = 2000;

/** Words of a sentence; what stands between double quotes is one word. A full stop at the end is none. */
export class Tokens {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #at = 0;

  constructor(text: string) {
    if (text.length > LONGEST_SENTENCE)
      throw new SentenceError(`the sentence is longer than ${LONGEST_SENTENCE} characters`, 1, 'say it in several');
    this.#tokens = tokensOf(text);
    this.#end = text.length + 1;
  }

  get next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  get column(): number {
    return this.next?.column ?? this.#end;
  }

  take(): Token | undefined {
    const token = this.next;
    if (token) this.#at += 1;
    return token;
  }

  /** Takes the words when they come next, in any case. */
  accept(words: string): boolean {
    const wanted = words.split(' ');
    const fits = wanted.every((word, ahead) => {
      const token = this.#tokens[this.#at + ahead];
      return token !== undefined && !token.quoted && token.text.toLowerCase() === word;
    });
    if (fits) this.#at += wanted.length;
    return fits;
  }

  /** The first of these that comes next. */
  acceptAny<T extends string>(...words: readonly T[]): T | undefined {
    return words.find((one) => this.accept(one));
  }

  expect(...words: readonly string[]): void {
    if (!words.some((one) => this.accept(one))) this.fail(`expected ${orList(words)}`);
  }

  fail(hint: string): never {
    const found = this.next;
    throw new SentenceError(
      found ? `"${found.text.slice(0, 60)}" is not understood here` : 'the sentence ends too early',
      this.column,
      hint,
    );
  }
}

export function orList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/"([^"]*)"?|[^\s"]+/gu)) {
    const quoted = match[0].startsWith('"');
    if (quoted && !(match[0].length > 1 && match[0].endsWith('"')))
      throw new SentenceError('a quotation mark is not closed', match.index + 1, 'write "..."');
    tokens.push({ text: quoted ? (match[1] ?? '') : match[0], column: match.index + 1, quoted });
  }
  const last = tokens.at(-1);
  if (last && !last.quoted && last.text.length > 1 && last.text.endsWith('.') && !last.text.endsWith('..'))
    tokens[tokens.length - 1] = { ...last, text: last.text.slice(0, -1) };
  return tokens;
}
