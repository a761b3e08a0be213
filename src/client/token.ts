const SHAPE = /^[\x21-\x7e]{1,4096}$/u;

/** An API token, which has no printable form: a log, an error or JSON that it gets into says `[secret]`. */
export class Token {
  readonly #value: string;

  constructor(value: string) {
    if (!SHAPE.test(value)) throw new TypeError('a token is one line of ASCII without spaces');
    this.#value = value;
  }

  /** As the header wants it. */
  authorization(): string {
    return `Bearer ${this.#value}`;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
