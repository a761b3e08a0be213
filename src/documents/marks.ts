import type { Path } from './path.ts';

const FIELDS = 5;
/** The entry stands in a block collection, on lines of its own. */
const BLOCK = 1;
/** The value is not written here: it came through a merge key. */
const BORROWED = 2;
/** Fewer siblings are looked through faster than an index of them is made. */
const NARROW = 256;

export interface Mark {
  /** Offset of the key, or of the dash of a list item. */
  readonly key: number;
  readonly start: number;
  /** Just after the last character of the value, trailing line breaks left out. */
  readonly end: number;
  readonly block: boolean;
  readonly borrowed: boolean;
}

/**
 * Where each entry of a document stands, in pre-order: 28 bytes an entry, where a tree of objects takes 200. What an alias points
 * to is marked at its anchor only; below the alias itself there are no marks.
 */
export class Marks {
  readonly #names: readonly (string | number)[];
  readonly #fields: Int32Array;
  /** Entries by name below the parents that were searched far: a map of ten thousand servers is not searched ten thousand times. */
  readonly #wide = new Map<number, ReadonlyMap<string | number, number>>();

  constructor(names: readonly (string | number)[], fields: Int32Array) {
    this.#names = names;
    this.#fields = fields;
  }

  /** The entry at a path below `root`, or undefined. */
  find(path: Path, root = 0): number | undefined {
    let entry: number | undefined = root;
    for (const step of path) {
      entry = this.#child(entry, step);
      if (entry === undefined) return undefined;
    }
    return entry;
  }

  /** The entry at a path, or that of its nearest ancestor that is marked. */
  nearest(path: Path, root = 0): number {
    let entry = root;
    for (const step of path) {
      const next = this.#child(entry, step);
      if (next === undefined) return entry;
      entry = next;
    }
    return entry;
  }

  /** The entries of a map or list in order, each with its name: one step each, where `find` looks from the first. */
  *children(parent: number): Generator<readonly [name: string | number, entry: number]> {
    const end = this.#field(parent * FIELDS + 3);
    for (let entry = parent + 1; entry < end; entry = this.#field(entry * FIELDS + 3))
      yield [this.#names[entry] ?? '', entry];
  }

  mark(entry: number): Mark {
    const at = entry * FIELDS;
    const flags = this.#field(at + 4);
    return {
      key: this.#field(at),
      start: this.#field(at + 1),
      end: this.#field(at + 2),
      block: (flags & BLOCK) !== 0,
      borrowed: (flags & BORROWED) !== 0,
    };
  }

  #child(parent: number, name: string | number): number | undefined {
    const known = this.#wide.get(parent);
    if (known) return known.get(name);
    const end = this.#field(parent * FIELDS + 3);
    let steps = 0;
    for (let entry = parent + 1; entry < end; entry = this.#field(entry * FIELDS + 3)) {
      if (this.#names[entry] === name) return entry;
      if (++steps > NARROW) return this.#index(parent).get(name);
    }
    return undefined;
  }

  /** The first of a name counts, as when looked for one by one. */
  #index(parent: number): ReadonlyMap<string | number, number> {
    const index = new Map<string | number, number>();
    for (const [name, entry] of this.children(parent)) if (!index.has(name)) index.set(name, entry);
    this.#wide.set(parent, index);
    return index;
  }

  #field(at: number): number {
    return this.#fields[at] ?? 0;
  }
}

/** Builds marks in pre-order: `open` an entry, its children, then `close` it. */
export class MarksBuilder {
  readonly #names: (string | number)[] = [];
  readonly #fields: number[] = [];

  open(name: string | number, key: number, start: number, block: boolean): number {
    this.#fields.push(key, start, start, 0, block ? BLOCK : 0);
    return this.#names.push(name) - 1;
  }

  close(entry: number, end: number): void {
    this.#fields[entry * FIELDS + 2] = end;
    this.#fields[entry * FIELDS + 3] = this.#names.length;
  }

  /** A key that a merge brought in: it has the place of the merge and no text of its own. */
  borrowed(name: string, key: number, start: number, end: number): void {
    const entry = this.open(name, key, start, false);
    this.#fields[entry * FIELDS + 4] = BORROWED;
    this.close(entry, end);
  }

  build(): Marks {
    return new Marks(this.#names, Int32Array.from(this.#fields));
  }
}
