import type { Action } from '../match/actions.ts';

/** Actions for which an answer is remembered: the first that anybody asks for. */
const MOST = 1 << 15;

/** Remembers an answer per action, in an array: the look-up of every evaluation. */
export abstract class ByAction<T> {
  readonly #known: (T | undefined)[] = [];

  /** What is said of the action; asked for once per action. */
  protected abstract find(action: Action): T;

  concerned(action: Action): T {
    const { id } = action;
    if (id < this.#known.length) {
      const known = this.#known[id];
      if (known !== undefined) return known;
    }
    return this.#first(action);
  }

  #first(action: Action): T {
    const found = this.find(action);
    if (action.id < MOST) {
      while (this.#known.length <= action.id) this.#known.push(undefined);
      this.#known[action.id] = found;
    }
    return found;
  }
}
