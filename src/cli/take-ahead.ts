import { Buffer } from 'node:buffer';
import type { SavedBytes } from '../report/saved-bytes.ts';
import { AHEAD, STATE_BYTES, type Ahead } from './read-ahead.ts';

/** What the other thread reads of the path; waits for it. Nothing when it reads another file, or could not read it. */
export function takeAhead(ahead: Ahead | undefined, path: string): SavedBytes | undefined {
  if (ahead?.path !== path) return undefined;
  if (passed(ahead, AHEAD.reading) === AHEAD.failed) return undefined;
  return {
    bytes: Buffer.from(ahead.bytes),
    digest: () => {
      if (passed(ahead, AHEAD.read) !== AHEAD.summed) return undefined;
      return Buffer.from(ahead.state, STATE_BYTES);
    },
  };
}

/** The state once it is another than this. */
function passed({ state }: Ahead, reached: number): number {
  const words = new Int32Array(state, 0, 1);
  while (Atomics.load(words, 0) === reached) Atomics.wait(words, 0, reached);
  return Atomics.load(words, 0);
}
