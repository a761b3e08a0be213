/** The two wildcards inside a pattern; characters that no policy of AWS may hold (IAM takes up to U+00FF) stand for them. */
export const ANY = '\uE010';
export const ONE = '\uE011';
const ONE_CODE = 0xe011;

/** A text in which nobody can have written a wildcard of ours. */
export const withoutWild = (text: string): string => text.replace(/[\uE010\uE011]/gu, '\uFFFD');

/** A policy's text with `*` and `?` as a pattern. */
export const wild = (text: string): string => withoutWild(text).replaceAll('*', ANY).replaceAll('?', ONE);

/**
 * A text with `*` (any run of characters) and `?` (one character), compiled once. One character is looked at first: it says no to most. The
 * general shape places each part between stars at its first possible position, which is never wrong and never goes back: its work is bounded by
 * pattern times text, for hostile patterns too.
 */
export class Pattern {
  readonly #least: number;
  /** The last character before the first wildcard and where it stands; below zero where there is none. */
  readonly #at: number;
  readonly #code: number;
  readonly #shape: Shape;
  readonly #first: string;
  readonly #last: string;
  /** The pattern with its wildcards as `ANY` and `ONE`. */
  readonly source: string;
  /** The text itself when it has no wildcard. */
  readonly exact: string | undefined;
  /** Matches every text. */
  readonly any: boolean;
  readonly #parts: Parts | undefined;

  constructor(source: string) {
    const pieces = source.split(ANY);
    const starred = pieces.length > 1;
    const single = source.includes(ONE);
    const [first = ''] = pieces;
    const last = starred ? (pieces.at(-1) ?? '') : '';
    const prefix = single ? first.slice(0, Math.max(first.search(/\uE011|$/u), 0)) : first;
    this.source = source;
    this.exact = starred || single ? undefined : source;
    this.any = starred && pieces.every((piece) => piece === '');
    this.#least = source.length - (pieces.length - 1);
    this.#at = prefix.length - 1;
    this.#code = prefix.charCodeAt(this.#at);
    this.#first = first;
    this.#last = last;
    const general = single || pieces.slice(1, -1).some((piece) => piece !== '');
    this.#parts = general ? new Parts(pieces) : undefined;
    this.#shape = general ? GENERAL : starred ? AROUND : EXACT;
  }

  test(text: string): boolean {
    if (text.length < this.#least) return false;
    if (this.#at >= 0 && text.charCodeAt(this.#at) !== this.#code) return false;
    if (this.#shape === AROUND)
      // `startsWith` twice: it is compiled into the caller, `endsWith` is not.
      return text.startsWith(this.#first) && text.startsWith(this.#last, text.length - this.#last.length);
    return this.#shape === EXACT ? text === this.source : this.#parts?.match(text) === true;
  }
}

const EXACT = 0;
const AROUND = 1;
const GENERAL = 2;
type Shape = typeof EXACT | typeof AROUND | typeof GENERAL;

/** What stands before, between and after the stars. */
class Parts {
  readonly #first: Part;
  readonly #middle: readonly Part[];
  readonly #last: Part | undefined;

  constructor(pieces: readonly string[]) {
    this.#first = new Part(pieces[0] ?? '');
    this.#middle = pieces.slice(1, -1).flatMap((piece) => (piece === '' ? [] : [new Part(piece)]));
    this.#last = pieces.length > 1 ? new Part(pieces.at(-1) ?? '') : undefined;
  }

  match(text: string): boolean {
    let at = this.#first.length;
    if (!this.#first.fits(text, 0)) return false;
    if (this.#last === undefined) return at === text.length;
    const end = text.length - this.#last.length;
    if (end < at || !this.#last.fits(text, end)) return false;
    for (const part of this.#middle) {
      const found = part.find(text, at, end);
      if (found < 0) return false;
      at = found + part.length;
    }
    return true;
  }
}

/** Characters between two stars. */
class Part {
  readonly #text: string;
  readonly length: number;
  readonly #plain: boolean;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
    this.#plain = !text.includes(ONE);
  }

  fits(text: string, at: number): boolean {
    if (this.#plain) return text.startsWith(this.#text, at);
    if (at + this.length > text.length) return false;
    for (let step = 0; step < this.length; step++) {
      const code = this.#text.charCodeAt(step);
      if (code !== ONE_CODE && code !== text.charCodeAt(at + step)) return false;
    }
    return true;
  }

  /** The first place from `at` where it fits and ends before `end`, or -1. */
  find(text: string, at: number, end: number): number {
    if (this.#plain) {
      const found = text.indexOf(this.#text, at);
      return found >= 0 && found + this.length <= end ? found : -1;
    }
    for (let from = at; from + this.length <= end; from++) if (this.fits(text, from)) return from;
    return -1;
  }
}
