import { describe, expect, it } from 'vitest';
import { Patience, retryAfter, type Sent } from './patience.ts';

/** A clock that moves by what is waited. */
function clock(): {
  readonly waited: number[];
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => Date;
} {
  const waited: number[] = [];
  return {
    waited,
    pause: (ms) => {
      waited.push(ms);
      return Promise.resolve();
    },
    now: () => new Date(waited.reduce((sum, ms) => sum + ms, 0)),
  };
}

const answers = <T>(...sent: readonly Sent<T>[]): (() => Promise<Sent<T>>) => {
  const left = [...sent];
  return () => Promise.resolve(left.shift() ?? { again: 'nothing left' });
};

describe('patience', () => {
  it('grows its pauses when the source says nothing, and gives up with the last reason', async () => {
    const { waited, pause, now } = clock();
    const patience = new Patience({ attempts: 4, pause, now }, { random: () => 1 });
    expect(await patience.run(() => Promise.resolve({ again: 'HTTP-500' }))).toEqual({ gaveUp: 'HTTP-500' });
    expect(waited).toEqual([500, 1000, 2000]);
  });

  it('waits as long as it is told, and so does everything else that goes through it', async () => {
    const { waited, pause, now } = clock();
    const patience = new Patience({ attempts: 4, pause, now }, { random: () => 0 });
    expect(await patience.run(answers({ again: 'HTTP-429', after: 7000 }, { answer: 1 }))).toEqual({ answer: 1 });
    expect(waited).toEqual([7250]);
    const later = new Patience({ attempts: 1, pause, now });
    expect(await later.run(answers({ answer: 2 }))).toEqual({ answer: 2 });
    const both = clock();
    const shared = new Patience({ attempts: 2, ...both }, { random: () => 0 });
    let asked = 0;
    const first = shared.run(answers({ again: 'HTTP-429', after: 1000 }, { answer: 'a' }));
    await Promise.resolve();
    const second = shared.run(() => {
      asked = both.now().getTime();
      return Promise.resolve({ answer: 'b' });
    });
    await Promise.all([first, second]);
    expect(asked).toBeGreaterThanOrEqual(1000);
  });

  it('does not wait for a limit that is over only tomorrow', async () => {
    const { waited, pause, now } = clock();
    const patience = new Patience({ attempts: 4, pause, now });
    const day = 24 * 60 * 60_000;
    expect(await patience.run(answers({ again: 'HTTP-429', after: day }))).toEqual({ gaveUp: 'HTTP-429' });
    expect(waited).toEqual([]);
  });

  it('reads both forms of Retry-After', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    expect(retryAfter('3', now)).toBe(3000);
    expect(retryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5000);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(retryAfter(undefined, now)).toBeUndefined();
  });
});
