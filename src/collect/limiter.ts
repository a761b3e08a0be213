/** At most so many at once; the rest waits in the order of asking. */
export class Limiter {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  #head = 0;

  constructor(most: number) {
    this.#free = most;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** The place of one that ended goes to the next without becoming free in between. */
  #next(): void {
    const next = this.#waiting[this.#head];
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#head += 1;
    if (this.#head > 1024) {
      this.#waiting.splice(0, this.#head);
      this.#head = 0;
    }
    next();
  }
}

/** Each in turn, at most `most` begun at once; answers stand in the order of what was given. The first failure ends it. */
export async function eachOf<T, R>(
  things: readonly T[],
  most: number,
  work: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const limiter = new Limiter(most);
  let failed = false;
  return Promise.all(
    things.map((thing) =>
      limiter.run(async () => {
        if (failed) throw new Error('another of these failed first');
        try {
          return await work(thing);
        } catch (error) {
          failed = true;
          throw error;
        }
      }),
    ),
  );
}
