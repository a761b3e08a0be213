import type { Expression, Range } from './ast.ts';

/** Bounds of one file. */
export const BOUNDS = {
  /** Characters. */
  size: 8 * 1024 * 1024,
  /** Brackets, templates and blocks in each other. */
  depth: 200,
  /** Operators in a row, and steps of one traversal: each nests the tree by one. */
  chain: 500,
  problems: 100,
} as const;

export interface Problem {
  readonly code: 'malformed' | 'too-deep' | 'too-large';
  readonly message: string;
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/** Thrown inside the parser, never past it. */
export class Refusal extends Error {
  readonly offset: number;
  readonly code: Problem['code'];

  constructor(message: string, offset: number, code: Problem['code'] = 'malformed') {
    super(message);
    this.offset = offset;
    this.code = code;
  }
}

/** How an expression is parsed: handed down, so that no file needs the one above it. */
export type Parse = (cursor: Cursor) => Expression;

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A place in a text that moves on, with what counts as blank there. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Inside parentheses, brackets and interpolations a line break is a blank; in bodies and objects it ends something. */
  lineBreaksAreBlank = false;
  #depth = 0;
  readonly #fixed: Range | undefined;

  /** With `fixed` every range is that one: a text that was written in another notation. */
  constructor(text: string, fixed?: Range) {
    this.text = text;
    this.#fixed = fixed;
  }

  rangeFrom(start: number): Range {
    return this.#fixed ?? { start, end: this.at };
  }

  get exact(): boolean {
    return this.#fixed === undefined;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  refuse(message: string, at = this.at): never {
    throw new Refusal(message, Math.min(at, this.text.length));
  }

  nested<T>(lineBreaksAreBlank: boolean, inner: () => T): T {
    if (this.#depth >= BOUNDS.depth)
      throw new Refusal(`the file nests deeper than ${BOUNDS.depth} levels`, this.at, 'too-deep');
    const before = this.lineBreaksAreBlank;
    this.lineBreaksAreBlank = lineBreaksAreBlank;
    this.#depth += 1;
    try {
      return inner();
    } finally {
      this.lineBreaksAreBlank = before;
      this.#depth -= 1;
    }
  }

  /** Blanks and comments; line breaks and comments up to them only where they are blank. */
  skip(): this {
    while (this.#blank() || this.#inlineComment() || (this.lineBreaksAreBlank && this.takeLineEnd()));
    return this;
  }

  /** Blank lines and comments. */
  skipLines(): this {
    while (this.#blank() || this.#inlineComment() || this.takeLineEnd());
    return this;
  }

  /** Like `skipLines`, but an open comment is told and ends the file. */
  skipSafely(problem: (refusal: Refusal) => unknown): this {
    try {
      this.skipLines();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem(error);
      this.at = this.text.length;
    }
    return this;
  }

  get atLineEnd(): boolean {
    const { text, at } = this;
    return text[at] === '\n' || text[at] === '#' || text.startsWith('\r\n', at) || text.startsWith('//', at);
  }

  /** A line break, or a comment with the line break after it. */
  takeLineEnd(): boolean {
    if (!this.atLineEnd) return false;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    return true;
  }

  sees(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.at += token.length;
    return true;
  }

  need(token: string, what: string): void {
    if (!this.take(token)) this.refuse(what);
  }

  identifier(): string | undefined {
    const name = this.peekIdentifier();
    this.at += name?.length ?? 0;
    return name;
  }

  peekIdentifier(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    return IDENTIFIER.exec(this.text)?.[0];
  }

  /** The next word, where it is this one. */
  takeWord(word: string): boolean {
    if (this.peekIdentifier() !== word) return false;
    this.at += word.length;
    return true;
  }

  #blank(): boolean {
    const before = this.at;
    for (let code = this.text.charCodeAt(this.at); code === 32 || code === 9; code = this.text.charCodeAt(this.at))
      this.at += 1;
    // A byte order mark, or a carriage return alone, does no harm.
    if (this.text[this.at] === '\uFEFF' || (this.text[this.at] === '\r' && this.text[this.at + 1] !== '\n'))
      this.at += 1;
    return this.at > before;
  }

  #inlineComment(): boolean {
    if (!this.sees('/*')) return false;
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) this.refuse('a comment is not closed');
    this.at = end + 2;
    return true;
  }
}
