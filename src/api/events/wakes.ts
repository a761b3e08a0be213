import type { Store } from '../../store/store.ts';

/** Wakes those who wait for the next change: one question to the store for all of them, and none while nobody waits. */
export class Wakes {
  readonly #store: Pick<Store, 'follow'>;
  readonly #waiting = new Set<() => void>();
  #end: (() => void) | undefined;
  #revision = -1;

  constructor(store: Pick<Store, 'follow'>) {
    this.#store = store;
  }

  /** Resolves once there is a revision beyond this one, after so long, or when the signal says so; true for the first. */
  beyond(revision: number, longestMs: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = (is: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        this.#waiting.delete(look);
        if (this.#waiting.size === 0) this.#rest();
        resolve(is);
      };
      const look = (): void => {
        if (this.#revision > revision) done(true);
      };
      const over = (): void => {
        done(false);
      };
      const timer = setTimeout(over, longestMs);
      signal.addEventListener('abort', over);
      this.#waiting.add(look);
      this.#end ??= this.#store.follow((seen) => {
        this.#revision = seen;
        for (const one of [...this.#waiting]) one();
      });
      look();
    });
  }

  #rest(): void {
    this.#end?.();
    this.#end = undefined;
    this.#revision = -1;
  }
}
