import { Lines } from '../../../bytes/lines.ts';
import { Entry } from '../../../documents/entry.ts';
import type { Path, Placed } from '../../../documents/path.ts';
import type { Evidence, Span } from '../../../model/evidence.ts';

type Value = string | number | boolean | Value[] | { [key: string]: Value };
type Table = Record<string, Value>;

const table = (): Table => Object.create(null) as Table;

/**
 * The tables `[mcp_servers.NAME]` of a TOML file, as Codex keeps them: strings, numbers, booleans, lists and inline tables of those.
 * Everything else in the file is passed over; it is not a TOML parser, and what it does not understand it leaves out.
 */
export function readToml(file: string, text: string): Entry {
  return new Reader(file, text).root();
}

const HEADER = /^[ \t]*\[([^[\]\n]{1,300})\][ \t]*(?:#.*)?$/u;
const KEY =
  /^[ \t]*((?:[\w-]{1,200}|"[^"\n]{1,200}"|'[^'\n]{1,200}')(?:[ \t]*\.[ \t]*(?:[\w-]{1,200}|"[^"\n]{1,200}"))?)[ \t]*=[ \t]*/u;

class Reader {
  readonly #text: string;
  readonly #places: TomlPlaces;
  #at = 0;
  /** Values nest this deep at most; a deeper one is left out. */
  readonly #deepest = 20;

  constructor(file: string, text: string) {
    this.#text = text;
    this.#places = new TomlPlaces(file, new Lines(text));
  }

  root(): Entry {
    const data = table();
    let path: readonly string[] | undefined;
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const end = this.#lineEnd(start);
      const line = this.#text.slice(start, end);
      const header = HEADER.exec(line)?.[1];
      this.#at = end + 1;
      if (header !== undefined) {
        const keys = keysOf(header);
        path = keys[0] === 'mcp_servers' && keys.length > 1 ? keys : undefined;
        if (path) this.#places.put(path, start, start, end);
        if (path) into(data, path);
        continue;
      }
      const key = KEY.exec(line);
      if (!key?.[1]) continue;
      this.#at = start + key[0].length;
      const whole = [...(path ?? []), ...keysOf(key[1])];
      const value = this.#value(path ? whole : undefined, start, 0);
      this.#at = this.#lineEnd(this.#at) + 1;
      const last = whole.at(-1);
      const parent = path && into(data, whole.slice(0, -1));
      if (parent && value !== undefined && last !== undefined) parent[last] = value;
    }
    return new Entry(data, [], this.#places);
  }

  /** The value at the cursor, which moves behind it. Places are kept below `path`, where one is given. */
  #value(path: Path | undefined, key: number, depth: number): Value | undefined {
    this.#space();
    const start = this.#at;
    const first = this.#text[start];
    const value =
      depth > this.#deepest
        ? undefined
        : first === '"' || first === "'"
          ? this.#string(first)
          : first === '['
            ? this.#list(path, depth)
            : first === '{'
              ? this.#inline(path, depth)
              : this.#bare();
    if (path && value !== undefined) this.#places.put(path, key, start, this.#at);
    return value;
  }

  #string(quote: string): string | undefined {
    const long = this.#text.startsWith(quote.repeat(3), this.#at) ? quote.repeat(3) : quote;
    let end = this.#at + long.length;
    while (end < this.#text.length && !this.#text.startsWith(long, end)) {
      if (long.length === 1 && this.#text[end] === '\n') return undefined;
      end += quote === '"' && this.#text[end] === '\\' ? 2 : 1;
    }
    const inner = this.#text.slice(this.#at + long.length, end);
    this.#at = Math.min(this.#text.length, end + long.length);
    if (quote === "'" || long.length === 3) return inner;
    try {
      return JSON.parse(`"${inner}"`) as string;
    } catch {
      return inner;
    }
  }

  #list(path: Path | undefined, depth: number): Value[] {
    const items: Value[] = [];
    this.#at++;
    while (this.#before(']')) {
      const before = this.#at;
      const one = this.#value(path && [...path, items.length], before, depth + 1);
      if (one !== undefined) items.push(one);
      this.#space();
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#at === before) this.#at++;
    }
    this.#at++;
    return items;
  }

  #inline(path: Path | undefined, depth: number): Value {
    const found = table();
    this.#at++;
    while (this.#before('}')) {
      const start = this.#at;
      const key = KEY.exec(this.#text.slice(start, this.#lineEnd(start)));
      const name = key?.[1] === undefined ? undefined : keysOf(key[1])[0];
      if (!key || name === undefined) {
        this.#at++;
        continue;
      }
      this.#at = start + key[0].length;
      const value = this.#value(path && [...path, name], start, depth + 1);
      if (value !== undefined) found[name] = value;
      this.#space();
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#at === start) this.#at++;
    }
    this.#at++;
    return found;
  }

  #bare(): Value | undefined {
    const word = /^[\w.+-]{0,60}/u.exec(this.#text.slice(this.#at, this.#at + 60))?.[0] ?? '';
    this.#at += word.length;
    if (word === 'true' || word === 'false') return word === 'true';
    return word !== '' && Number.isFinite(Number(word)) ? Number(word) : undefined;
  }

  /** Whether something stands before the bracket that closes. */
  #before(closing: string): boolean {
    this.#space();
    return this.#at < this.#text.length && this.#text[this.#at] !== closing;
  }

  /** Blanks, line ends and comments between values. */
  #space(): void {
    for (;;) {
      const found = this.#text[this.#at];
      if (found === '#') this.#at = this.#lineEnd(this.#at);
      else if (found !== undefined && /\s/u.test(found)) this.#at++;
      else return;
    }
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }
}

function keysOf(dotted: string): readonly string[] {
  return [...dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/gu)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function into(data: Table, path: readonly string[]): Table | undefined {
  let here = data;
  for (const key of path) {
    const next = here[key] ?? (here[key] = table());
    if (typeof next !== 'object' || Array.isArray(next)) return undefined;
    here = next;
  }
  return here;
}

/** Where the values of the tables stand. */
class TomlPlaces implements Placed {
  readonly #file: string;
  readonly #lines: Lines;
  readonly #marks = new Map<string, { readonly key: number; readonly start: number; readonly end: number }>();

  constructor(file: string, lines: Lines) {
    this.#file = file;
    this.#lines = lines;
  }

  put(path: Path, key: number, start: number, end: number): void {
    this.#marks.set(path.join('\0'), { key, start, end });
  }

  at(path: Path = []): Evidence {
    for (let depth = path.length; depth > 0; depth--) {
      const mark = this.#marks.get(path.slice(0, depth).join('\0'));
      if (mark) return { file: this.#file, line: this.#lines.lineAt(mark.key) };
    }
    return { file: this.#file, line: 1 };
  }

  span(path: Path): Span | undefined {
    const mark = this.#marks.get(path.join('\0'));
    return mark && { file: this.#file, start: mark.start, end: mark.end };
  }

  block(): Span | undefined {
    return undefined;
  }

  indent(): number | undefined {
    return undefined;
  }
}
