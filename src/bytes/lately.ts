/**
 * What was asked lately, in two generations: when the younger holds its share of characters it becomes the older, and what is not asked
 * again by then is forgotten. So it never holds more than twice `share`, and what every scan asks stays.
 */
export class Lately<T> {
  readonly #share: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  #held = 0;

  constructor(share: number) {
    this.#share = share;
  }

  get(key: string): T | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: T): void {
    if (key.length >= this.#share) return;
    this.#held += key.length + 1;
    if (this.#held > this.#share) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#held = key.length + 1;
    }
    this.#young.set(key, value);
  }
}
