/** Most that one of these holds; beyond it begins anew. */
const MOST = 20_000;

/**
 * One object for what is written alike: policies of an estate repeat each other, and what is shared is made once and stays near. Nothing may
 * hang on two alike being one: there is no end to what is written.
 */
export class Interned<T> {
  readonly #known = new Map<string, T>();

  of(written: string, make: () => T): T {
    const known = this.#known.get(written);
    if (known !== undefined) return known;
    const made = make();
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(written, made);
    return made;
  }
}
