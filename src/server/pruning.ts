const EVERY_MS = 86_400_000;

/** Prunes at the start and once a day; a failure is told, and tried again the next day. */
export class Pruning {
  readonly #timer: NodeJS.Timeout;
  readonly #prune: () => Promise<unknown>;
  readonly #told: (problem: unknown) => void;
  #running: Promise<void> = Promise.resolve();

  constructor(prune: () => Promise<unknown>, told: (problem: unknown) => void) {
    this.#prune = prune;
    this.#told = told;
    this.#timer = setInterval(() => {
      this.#turn();
    }, EVERY_MS);
    this.#turn();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  #turn(): void {
    this.#running = this.#running
      .then(this.#prune)
      .then(() => undefined)
      .catch(this.#told);
  }
}
