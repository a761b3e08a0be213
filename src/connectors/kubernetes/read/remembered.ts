import type { K8sObject } from '../world.ts';
import type { Lookup } from './pod-source.ts';

interface Known<T> {
  readonly value: T;
  /** What was looked up for it, and what was found. */
  readonly asked: readonly (readonly [ask: (lookup: Lookup) => readonly K8sObject[], found: readonly K8sObject[]])[];
}

/**
 * What was made of a thing, and of what was looked up for that, as long as somebody holds the thing: it is made again only when another
 * object is found. For functions of the thing and the lookup alone, whose result nobody changes.
 */
export class Remembered<K extends object, T> {
  readonly #known = new WeakMap<K, Known<T>>();

  of(thing: K, lookup: Lookup, make: (lookup: Lookup) => T): T {
    const known = this.#known.get(thing);
    if (known?.asked.every(([ask, found]) => same(ask(lookup), found)) === true) return known.value;
    const asked: Known<T>['asked'][number][] = [];
    const noted = (ask: (lookup: Lookup) => readonly K8sObject[]): readonly K8sObject[] => {
      const found = ask(lookup);
      asked.push([ask, found]);
      return found;
    };
    const value = make({
      of: (kind, group) => noted((in_) => in_.of(kind, group)),
      find: (kind, namespace, name) => noted((in_) => in_.find(kind, namespace, name)),
    });
    this.#known.set(thing, { value, asked });
    return value;
  }
}

const same = (a: readonly K8sObject[], b: readonly K8sObject[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);
