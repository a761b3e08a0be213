import type { Evidence, Span } from '../model/evidence.ts';
import type { Doc } from './documents.ts';
import type { Path, Placed } from './path.ts';
import { Places } from './places.ts';
import { isData, list } from './plain.ts';

const UNCHANGED: ReadonlySet<string> = new Set();

/**
 * A value of a document with its place: readers walk it instead of plain data, so that everything they tell can say where it stands.
 * A step that is not there, or into a value of another shape, gives undefined: hostile input must not throw.
 */
export class Entry {
  readonly value: unknown;
  readonly path: Path;
  readonly #places: Placed;

  constructor(value: unknown, path: Path, places: Placed) {
    this.value = value;
    this.path = path;
    this.#places = places;
  }

  /** The line of the key (or dash) of this value. */
  get evidence(): Evidence & { readonly file: string; readonly line: number } {
    const found = this.#places.at(this.path);
    // Documents are read from files only.
    return 'file' in found ? found : { file: found.object, line: 1 };
  }

  /** Offsets of the value with its quotes; undefined for what an alias or a merge brought in. */
  get span(): Span | undefined {
    return this.#places.span(this.path);
  }

  /** The whole lines of key and value, newline included; block style only. */
  get block(): Span | undefined {
    return this.#places.block(this.path);
  }

  /** The column of the key or dash. */
  get indent(): number | undefined {
    return this.#places.indent(this.path);
  }

  get(...steps: Path): Entry | undefined {
    if (steps.length === 0) return this;
    const value = this.#at(steps);
    return value === undefined ? undefined : new Entry(value, [...this.path, ...steps], this.#places);
  }

  #at(steps: Path): unknown {
    let value = this.value;
    for (const step of steps) {
      if (typeof step === 'number') value = list(value)[step];
      else value = isData(value) && Object.hasOwn(value, step) ? value[step] : undefined;
      if (value === undefined) return undefined;
    }
    return value;
  }

  /** The keys of a map, in the order written; none for anything else. */
  keys(): readonly string[] {
    return isData(this.value) ? Object.keys(this.value) : [];
  }

  /** Keys and values of a map, in the order written; none for anything else. */
  entries(...steps: Path): readonly (readonly [key: string, value: Entry])[] {
    const here = this.get(...steps);
    if (here === undefined || !isData(here.value)) return [];
    return Object.entries(here.value).map(([key, value]) => [key, here.#child(key, value)]);
  }

  /** The items of a list; none for anything else. */
  items(...steps: Path): readonly Entry[] {
    const here = this.get(...steps);
    return here === undefined ? [] : list(here.value).map((value, index) => here.#child(index, value));
  }

  /** As some formats allow: one value stands for a list of one. */
  itemsOrOne(...steps: Path): readonly Entry[] {
    const here = this.get(...steps);
    if (here === undefined || here.value === null) return [];
    return Array.isArray(here.value) ? here.items() : [here];
  }

  has(key: string): boolean {
    return isData(this.value) && Object.hasOwn(this.value, key);
  }

  /** A non-empty text; numbers and booleans as people write them without quotes. */
  text(...steps: Path): string | undefined {
    const value = this.#at(steps);
    if (typeof value === 'string') return value === '' ? undefined : value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** Texts of a list, or the one text. */
  texts(...steps: Path): readonly string[] {
    return this.itemsOrOne(...steps).flatMap((one) => one.text() ?? []);
  }

  #child(key: string | number, value: unknown): Entry {
    return new Entry(value, [...this.path, key], this.#places);
  }
}

export function entryOf(doc: Doc): Entry {
  const { file, lines, marks } = doc;
  return new Entry(doc.data, [], new Places({ file, lines, marks, root: 0 }, 'plain', UNCHANGED));
}
