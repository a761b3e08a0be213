import type { K8sObject } from '../world.ts';
import type { Lookup } from './pod-source.ts';

type Ask = (lookup: Lookup) => readonly K8sObject[];

/** Looks up in another lookup, and keeps what was asked and what was found. */
export class Noting implements Lookup {
  readonly #asked: (readonly [ask: Ask, found: readonly K8sObject[]])[] = [];
  #in: Lookup | undefined;

  constructor(lookup: Lookup) {
    this.#in = lookup;
  }

  of(kind: string, group?: string): readonly K8sObject[] {
    return this.#note((lookup) => lookup.of(kind, group));
  }

  find(kind: string, namespace: string | undefined, name: string): readonly K8sObject[] {
    return this.#note((lookup) => lookup.find(kind, namespace, name));
  }

  /** Nothing more is asked: what was looked up in may go. */
  done(): void {
    this.#in = undefined;
  }

  /** Whether another lookup answers all of it by the same objects. */
  same(lookup: Lookup): boolean {
    return this.#asked.every(([ask, found]) => sameObjects(ask(lookup), found));
  }

  #note(ask: Ask): readonly K8sObject[] {
    if (!this.#in) throw new Error('asked after it was done');
    const found = ask(this.#in);
    this.#asked.push([ask, found]);
    return found;
  }
}

const sameObjects = (a: readonly K8sObject[], b: readonly K8sObject[]): boolean =>
  a === b || (a.length === b.length && a.every((one, index) => one === b[index]));
