import type { Ledger } from '../ledger/write/ledger.ts';

/** Seals what is durable, again and again; a failure is told, and what could not be sealed is tried again at the next turn. */
export class Sealing {
  readonly #ledger: Ledger;
  readonly #timer: NodeJS.Timeout;
  /** Why the last try failed; undefined when it did not. */
  problem: Error | undefined;

  constructor(ledger: Ledger, everyMs: number, told: (problem: Error) => void) {
    this.#ledger = ledger;
    this.#timer = setInterval(() => {
      if (this.#ledger.unsealed === 0) return;
      this.#ledger.seal().then(
        () => (this.problem = undefined),
        (error: unknown) => {
          this.problem = error instanceof Error ? error : new Error(String(error));
          told(this.problem);
        },
      );
    }, everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
