import { Noting } from './noting.ts';
import type { Lookup } from './pod-source.ts';

interface Known<T> {
  readonly value: T;
  /** What was looked up for it. */
  readonly looked: Noting;
}

/**
 * What was made of a thing, and of what was looked up for that, as long as somebody holds the thing: it is made again only when another
 * object is found. For functions of the thing and the lookup alone, whose result nobody changes.
 */
export class Remembered<K extends object, T> {
  readonly #known = new WeakMap<K, Known<T>>();

  of(thing: K, lookup: Lookup, make: (lookup: Lookup) => T): T {
    const known = this.#known.get(thing);
    if (known?.looked.same(lookup) === true) return known.value;
    const looked = new Noting(lookup);
    const value = make(looked);
    looked.done();
    this.#known.set(thing, { value, looked });
    return value;
  }
}
