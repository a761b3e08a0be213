/** Things by namespace, and all of them: what a grant reaches is looked up, never searched. */
export class Namespaced<T> {
  readonly #by = new Map<string, T[]>();
  readonly all: readonly T[];

  constructor(all: readonly T[], namespaceOf: (one: T) => string) {
    this.all = all;
    for (const one of all) {
      const known = this.#by.get(namespaceOf(one));
      if (known) known.push(one);
      else this.#by.set(namespaceOf(one), [one]);
    }
  }

  in(namespace: string | undefined): readonly T[] {
    return namespace === undefined ? this.all : (this.#by.get(namespace) ?? []);
  }
}
