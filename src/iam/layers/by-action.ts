import type { Action } from '../match/actions.ts';

/** Actions for which an answer is remembered: the first that anybody asks for. */
const MOST = 1 << 15;

/** Remembers an answer per action, in an array: the look-up of every evaluation. */
export class ByAction<T> {
  readonly #find: (action: Action) => T;
  readonly #known: (T | undefined)[] = [];

  constructor(find: (action: Action) => T) {
    this.#find = find;
  }

  get(action: Action): T {
    const { id } = action;
    if (id < this.#known.length) {
      const known = this.#known[id];
      if (known !== undefined) return known;
    }
    const found = this.#find(action);
    if (id < MOST) {
      while (this.#known.length <= id) this.#known.push(undefined);
      this.#known[id] = found;
    }
    return found;
  }
}
