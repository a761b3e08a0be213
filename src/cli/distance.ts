const WORD = 32;

/**
 * Edit distances to one text. A column of the table of distances is a few words of bits, 32 rows each (G. Myers, "A fast bit-vector
 * algorithm for approximate string matching", J. ACM 1999, with H. Hyyrö's change for whole texts): two hundred thousand ids are
 * compared in the time in which rows of numbers compare a few thousand.
 */
export class Distance {
  readonly #length: number;
  readonly #words: number;
  /** By code unit: in which rows it stands. */
  readonly #rows = new Map<number, Int32Array>();
  readonly #none: Int32Array;
  /** By word: rows that are one more, one less than the row above. */
  readonly #more: Int32Array;
  readonly #less: Int32Array;

  constructor(text: string) {
    this.#length = text.length;
    this.#words = Math.ceil(text.length / WORD);
    [this.#none, this.#more, this.#less] = [this.#bits(), this.#bits(), this.#bits()];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const rows = this.#rows.get(code) ?? this.#bits();
      rows[at >>> 5] = (rows[at >>> 5] ?? 0) | (1 << (at & 31));
      this.#rows.set(code, rows);
    }
  }

  /** To the other text; `most` + 1 for all that is further. */
  to(other: string, most: number): number {
    if (Math.abs(other.length - this.#length) > most) return most + 1;
    if (this.#length === 0) return other.length;
    this.#more.fill(-1);
    this.#less.fill(0);
    let far = this.#length;
    for (let at = 0; at < other.length; at += 1) {
      far += this.#column(this.#rows.get(other.charCodeAt(at)) ?? this.#none);
      // Each further character takes one off at most.
      if (far - (other.length - at - 1) > most) return most + 1;
    }
    return Math.min(far, most + 1);
  }

  /** One character further: by how much the last row grows. */
  #column(rows: Int32Array): number {
    const [more, less, last] = [this.#more, this.#less, this.#words - 1];
    // The first row is the number of characters so far.
    let step = 1;
    for (let word = 0; word <= last; word += 1) {
      const [up, down, here] = [more[word] ?? 0, less[word] ?? 0, rows[word] ?? 0];
      const across = here | down;
      const alike = step < 0 ? here | 1 : here;
      const along = (((alike & up) + up) ^ up) | alike;
      let grows = down | ~(along | up);
      let shrinks = up & along;
      const end = word === last ? (this.#length - 1) & 31 : WORD - 1;
      const out = ((grows >>> end) & 1) - ((shrinks >>> end) & 1);
      grows = (grows << 1) | (step > 0 ? 1 : 0);
      shrinks = (shrinks << 1) | (step < 0 ? 1 : 0);
      more[word] = shrinks | ~(across | grows);
      less[word] = grows & across;
      step = out;
    }
    return step;
  }

  #bits(): Int32Array {
    return new Int32Array(this.#words);
  }
}
