import { MarksBuilder } from './marks.ts';
import { BOUNDS, Refusal, type Parsed } from './parsed.ts';
import { plain } from './plain.ts';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** From here on a text is worth looking at before it is parsed. */
const LONG = 1 << 16;
const PLAIN = /^"[^\\\u0000-\u001f]*$/u;
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** What editors accept in their own configuration files (JSON with comments): comments, and a comma after the last entry. */
export type Dialect = 'strict' | 'with-comments';

/** Parses a JSON text with the places of its entries, some twenty times faster than as YAML. Offsets are moved by `base`. */
export function parseJson(text: string, base: number, dialect: Dialect = 'strict'): Parsed | Refusal {
  const reader = new Reader(text, base, dialect === 'with-comments');
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  readonly #base: number;
  readonly #marks = new MarksBuilder();
  readonly #comments: boolean;
  #at = 0;
  #entries = 0;

  constructor(text: string, base: number, comments: boolean) {
    this.#text = text;
    this.#base = base;
    this.#comments = comments;
  }

  document(): Parsed {
    this.#space();
    const data = this.#value('', this.#at, 0);
    this.#space();
    if (this.#at < this.#text.length) this.#refuse('something follows the end of the document');
    return { data, marks: this.#marks.build() };
  }

  #value(name: string | number, key: number, depth: number): unknown {
    if (depth > BOUNDS.depth) this.#refuse(`the document nests deeper than ${BOUNDS.depth} levels`, 'too-deep');
    if (++this.#entries > BOUNDS.entries)
      this.#refuse(`the document has more than ${BOUNDS.entries} entries`, 'too-large');
    const mark = this.#marks.open(name, this.#base + key, this.#base + this.#at, false);
    const value = this.#bare(depth);
    this.#marks.close(mark, this.#base + this.#at);
    return value;
  }

  #bare(depth: number): unknown {
    const first = this.#text[this.#at];
    if (first === '{') return this.#map(depth);
    if (first === '[') return this.#list(depth);
    if (first === '"') return this.#string();
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    return this.#number();
  }

  #map(depth: number): unknown {
    const data = plain();
    const seen = new Set<string>();
    this.#at++;
    this.#space();
    while (!this.#take('}')) {
      const key = this.#at;
      if (this.#text[key] !== '"') this.#refuse('a key is missing');
      const name = this.#string();
      if (seen.has(name)) this.#refuse('a key stands twice in one map', 'malformed', key);
      seen.add(name);
      this.#space();
      if (!this.#take(':')) this.#refuse('a colon is missing');
      this.#space();
      data[name] = this.#value(name, key, depth + 1);
      this.#comma('}');
    }
    return data;
  }

  #list(depth: number): unknown {
    const data: unknown[] = [];
    this.#at++;
    this.#space();
    while (!this.#take(']')) {
      data.push(this.#value(data.length, this.#at, depth + 1));
      this.#comma(']');
    }
    return data;
  }

  /** After an entry: a comma and another entry, or the closing bracket, which is left for the loop. */
  #comma(closing: string): void {
    this.#space();
    if (this.#text[this.#at] === closing) return;
    if (!this.#take(',')) this.#refuse('a comma or a closing bracket is missing');
    this.#space();
    if (this.#text[this.#at] === closing && !this.#comments) this.#refuse('a comma stands before a closing bracket');
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    for (let code = this.#text.charCodeAt(end); code !== 34; code = this.#text.charCodeAt(end)) {
      if (Number.isNaN(code)) this.#refuse('a text is not closed', 'malformed', start);
      end += code === 92 ? 2 : 1;
    }
    this.#at = end + 1;
    // A long text without escapes is what stands there; a copy of each picture in a notebook would double its memory.
    if (end - start > LONG && PLAIN.test(this.#text.slice(start, end))) return this.#text.slice(start + 1, end);
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      return this.#refuse('a text holds a bad escape or a control character', 'malformed', start);
    }
  }

  #number(): number | string {
    NUMBER.lastIndex = this.#at;
    const [source] = NUMBER.exec(this.#text) ?? [];
    if (source === undefined) return this.#refuse('a value is missing or not understood');
    this.#at += source.length;
    const value = Number(source);
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? source : value;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    do {
      for (let code = this.#text.charCodeAt(this.#at); isSpace(code); code = this.#text.charCodeAt(this.#at))
        this.#at++;
    } while (this.#comments && this.#comment());
  }

  #comment(): boolean {
    const closing = this.#text.startsWith('//', this.#at)
      ? '\n'
      : this.#text.startsWith('/*', this.#at)
        ? '*/'
        : undefined;
    if (closing === undefined) return false;
    const end = this.#text.indexOf(closing, this.#at + 2);
    if (end < 0 && closing === '*/') this.#refuse('a comment is not closed');
    this.#at = end < 0 ? this.#text.length : end + closing.length;
    return true;
  }

  #refuse(message: string, code: Refusal['code'] = 'malformed', at = this.#at): never {
    throw new Refusal(code, message, this.#base + Math.min(at, this.#text.length));
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
