/**
 * A text with `*` (any run of characters) and `?` (one character), compiled once. The common shapes are one comparison; the general one
 * places each part between stars at its first possible position, which is never wrong and never goes back: its work is bounded by pattern
 * times text, for hostile patterns too.
 */
export class Pattern {
  readonly text: string;
  /** The text itself when it has no wildcard. */
  readonly exact: string | undefined;
  /** Matches every text. */
  readonly any: boolean;
  readonly #shape: 'exact' | 'any' | 'prefix' | 'suffix' | 'around' | 'general';
  readonly #first: string;
  readonly #last: string;
  readonly #middle: readonly Part[];

  /** With `escaped`, every character of `literal` stands for itself: what a policy variable brought in. */
  constructor(text: string) {
    this.text = text;
    const parts = text.split(/\*+/u);
    const single = parts.some((part) => part.includes('?'));
    this.#first = parts[0] ?? '';
    this.#last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
    this.#middle = parts.slice(1, -1).map((part) => new Part(part));
    this.exact = parts.length === 1 && !single ? text : undefined;
    this.any = parts.length > 1 && parts.every((part) => part === '');
    this.#shape = this.#shapeOf(parts.length, single);
  }

  test(text: string): boolean {
    switch (this.#shape) {
      case 'exact':
        return text === this.text;
      case 'any':
        return true;
      case 'prefix':
        return text.startsWith(this.#first);
      case 'suffix':
        return text.endsWith(this.#last);
      case 'around':
        return (
          text.length >= this.#first.length + this.#last.length &&
          text.startsWith(this.#first) &&
          text.endsWith(this.#last)
        );
      case 'general':
        return this.#general(text);
    }
  }

  #shapeOf(parts: number, single: boolean): 'exact' | 'any' | 'prefix' | 'suffix' | 'around' | 'general' {
    if (this.exact !== undefined) return 'exact';
    if (this.any) return 'any';
    if (single || parts !== 2) return 'general';
    if (this.#last === '') return 'prefix';
    return this.#first === '' ? 'suffix' : 'around';
  }

  #general(text: string): boolean {
    const parts = this.#parts;
    let end = text.length;
    if (!parts.first.fits(text, 0)) return false;
    let at = parts.first.length;
    if (parts.last === undefined) return at === end;
    end -= parts.last.length;
    if (end < at || !parts.last.fits(text, end)) return false;
    for (const part of this.#middle) {
      const found = part.find(text, at, end);
      if (found < 0) return false;
      at = found + part.length;
    }
    return true;
  }

  get #parts(): { readonly first: Part; readonly last: Part | undefined } {
    this.#ends ??= {
      first: new Part(this.#first),
      last: this.text.includes('*') ? new Part(this.#last) : undefined,
    };
    return this.#ends;
  }

  #ends: { readonly first: Part; readonly last: Part | undefined } | undefined;
}

const QUESTION = 63;

/** Characters between two stars, where `?` is any one character. */
class Part {
  readonly length: number;
  readonly #text: string;
  readonly #plain: boolean;

  constructor(text: string) {
    this.length = text.length;
    this.#text = text;
    this.#plain = !text.includes('?');
  }

  fits(text: string, at: number): boolean {
    if (this.#plain) return text.startsWith(this.#text, at);
    if (at + this.length > text.length) return false;
    for (let step = 0; step < this.length; step++) {
      const code = this.#text.charCodeAt(step);
      if (code !== QUESTION && code !== text.charCodeAt(at + step)) return false;
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
