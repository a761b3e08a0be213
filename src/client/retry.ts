/** Waits before the second try, and the longest one. */
const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** What a server may ask to wait for within a call. */
const LONGEST_ASKED_MS = 120_000;

/** How long to wait before the next try, after so many; a random part of it, so that many clients do not come back at once. */
export function backOff(tries: number, random: () => number): number {
  return Math.round(Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.5 + random() / 2));
}

/** Retry-After in milliseconds (RFC 9110, 10.2.3): seconds or a date; undefined when there is none. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d{1,9}$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_ASKED_MS);
}

/** Resolves after so long. Throws the reason of the signal when it says so first. */
export function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', over);
      resolve();
    }, ms);
    if (signal.aborted) over();
    else signal.addEventListener('abort', over, { once: true });
  });
}
