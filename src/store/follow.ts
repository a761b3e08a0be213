import { setTimeout as sleep } from 'node:timers/promises';

const TOGETHER_MS = 10;

/** Tells of revisions. The poll is the truth; a notification only makes it come sooner. */
export class Followers {
  readonly #revision: () => Promise<number>;
  readonly #all = new Set<Follower>();

  constructor(revision: () => Promise<number>) {
    this.#revision = revision;
  }

  add(seen: (revision: number) => void, everyMs: number): () => void {
    const follower = new Follower(this.#revision, seen, everyMs);
    this.#all.add(follower);
    follower.wake();
    return () => {
      this.#all.delete(follower);
      follower.end();
    };
  }

  wake(): void {
    for (const one of this.#all) one.wake();
  }

  end(): void {
    for (const one of this.#all) one.end();
    this.#all.clear();
  }
}

class Follower {
  readonly #revision: () => Promise<number>;
  readonly #seen: (revision: number) => void;
  readonly #everyMs: number;
  #last = -1;
  #asking = false;
  #again = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(revision: () => Promise<number>, seen: (revision: number) => void, everyMs: number) {
    this.#revision = revision;
    this.#seen = seen;
    this.#everyMs = everyMs;
  }

  wake(): void {
    if (this.#ended) return;
    // One question at a time: what happens meanwhile is answered by one more.
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    clearTimeout(this.#timer);
    do {
      this.#again = false;
      // A database that is away is asked again at the next turn.
      const revision = await this.#revision().catch(() => undefined);
      if (revision !== undefined && revision > this.#last && !this.#isEnded()) {
        this.#last = revision;
        this.#seen(revision);
      }
      // Many changes at once are one question.
      if (this.#isAsked() && !this.#isEnded()) await sleep(TOGETHER_MS);
    } while (this.#isAsked() && !this.#isEnded());
    this.#asking = false;
    if (this.#isEnded()) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, this.#everyMs);
    this.#timer.unref();
  }

  #isAsked(): boolean {
    return this.#again;
  }

  /** Asked anew after each wait. */
  #isEnded(): boolean {
    return this.#ended;
  }
}
