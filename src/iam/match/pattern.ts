/** The two wildcards inside a pattern; characters that no policy of AWS may hold (IAM takes up to U+00FF) stand for them. */
export const ANY = '\uE010';
export const ONE = '\uE011';
const ONE_CODE = 0xe011;

/** A policy's text with `*` and `?` as a pattern. */
export const wild = (text: string): string => text.replaceAll('*', ANY).replaceAll('?', ONE);

/**
 * A text with `*` (any run of characters) and `?` (one character), compiled once. The common shapes are one comparison; the general one
 * places each part between stars at its first possible position, which is never wrong and never goes back: its work is bounded by pattern
 * times text, for hostile patterns too.
 */
export class Pattern {
  /** The pattern with its wildcards as `ANY` and `ONE`. */
  readonly source: string;
  /** The text itself when it has no wildcard. */
  readonly exact: string | undefined;
  /** Matches every text. */
  readonly any: boolean;
  /** What every match begins with. */
  readonly prefix: string;
  readonly #shape: 'exact' | 'any' | 'prefix' | 'suffix' | 'around' | 'general';
  readonly #first: Part;
  readonly #middle: readonly Part[];
  readonly #last: Part;
  readonly #starred: boolean;

  constructor(source: string) {
    this.source = source;
    const parts = source.split(ANY);
    const single = source.includes(ONE);
    this.#starred = parts.length > 1;
    this.#first = new Part(parts[0] ?? '');
    this.#last = new Part(this.#starred ? (parts.at(-1) ?? '') : '');
    this.#middle = parts.slice(1, -1).flatMap((part) => (part === '' ? [] : [new Part(part)]));
    this.exact = this.#starred || single ? undefined : source;
    this.any = this.#starred && parts.every((part) => part === '');
    this.prefix = /^[^\uE010\uE011]*/u.exec(source)?.[0] ?? '';
    this.#shape = this.#shapeOf(single);
  }

  test(text: string): boolean {
    switch (this.#shape) {
      case 'exact':
        return text === this.source;
      case 'any':
        return true;
      case 'prefix':
        return text.startsWith(this.#first.text);
      case 'suffix':
        return text.endsWith(this.#last.text);
      case 'around':
        return (
          text.length >= this.#first.length + this.#last.length &&
          text.startsWith(this.#first.text) &&
          text.endsWith(this.#last.text)
        );
      case 'general':
        return this.#general(text);
    }
  }

  #shapeOf(single: boolean): 'exact' | 'any' | 'prefix' | 'suffix' | 'around' | 'general' {
    if (this.exact !== undefined) return 'exact';
    if (this.any) return 'any';
    if (single || this.#middle.length > 0) return 'general';
    if (this.#last.length === 0) return 'prefix';
    return this.#first.length === 0 ? 'suffix' : 'around';
  }

  #general(text: string): boolean {
    let at = this.#first.length;
    if (!this.#first.fits(text, 0)) return false;
    if (!this.#starred) return at === text.length;
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
  readonly text: string;
  readonly length: number;
  readonly #plain: boolean;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
    this.#plain = !text.includes(ONE);
  }

  fits(text: string, at: number): boolean {
    if (this.#plain) return text.startsWith(this.text, at);
    if (at + this.length > text.length) return false;
    for (let step = 0; step < this.length; step++) {
      const code = this.text.charCodeAt(step);
      if (code !== ONE_CODE && code !== text.charCodeAt(at + step)) return false;
    }
    return true;
  }

  /** The first place from `at` where it fits and ends before `end`, or -1. */
  find(text: string, at: number, end: number): number {
    if (this.#plain) {
      const found = text.indexOf(this.text, at);
      return found >= 0 && found + this.length <= end ? found : -1;
    }
    for (let from = at; from + this.length <= end; from++) if (this.fits(text, from)) return from;
    return -1;
  }
}
