import type { CollectOptions } from './port.ts';

/** What sending a request once came to. */
export type Sent<T> =
  | { readonly answer: T }
  /** Worth another try: the source's word for why, and the milliseconds after which it wants to be asked again, where it says them. */
  | { readonly again: string; readonly after?: number };

export type Persisted<T> = { readonly answer: T } | { readonly gaveUp: string };

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Limits that are counted by the hour are waited out; nobody waits for one that is counted by the day. */
const LONGEST_ASKED_MS = 65 * 60_000;

/**
 * Sends again what was throttled or broke on the way, after pauses that grow. When a source says how long to wait, everything that is
 * sent through this waits: the limit is of the caller, not of the request.
 */
export class Patience {
  readonly #options: Pick<CollectOptions, 'attempts' | 'pause' | 'now'>;
  readonly #random: () => number;
  readonly #waits: ((ms: number) => void) | undefined;
  #until = 0;

  constructor(
    options: Pick<CollectOptions, 'attempts' | 'pause' | 'now'>,
    { random = Math.random, waits }: { readonly random?: () => number; readonly waits?: (ms: number) => void } = {},
  ) {
    this.#options = options;
    this.#random = random;
    this.#waits = waits;
  }

  async run<T>(send: () => Promise<Sent<T>>): Promise<Persisted<T>> {
    const { attempts, pause, now } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      for (let left = this.#left(); left > 0; left = this.#left()) await pause(left);
      const sent = await send();
      if ('answer' in sent) return sent;
      const { again, after } = sent;
      if (attempt >= attempts || (after ?? 0) > LONGEST_ASKED_MS) return { gaveUp: again };
      const grown = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
      // Half of it by chance: what was refused together does not come back together.
      const own = grown / 2 + (grown / 2) * this.#random();
      if (after === undefined) await pause(own);
      else {
        this.#until = Math.max(this.#until, now().getTime() + after + own);
        this.#waits?.(after);
      }
    }
  }

  #left(): number {
    return this.#until - this.#options.now().getTime();
  }
}

/** `Retry-After` in milliseconds: seconds or a date (RFC 9110, 10.2.3); undefined when it is neither. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header === '') return undefined;
  if (/^\d{1,9}$/u.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
