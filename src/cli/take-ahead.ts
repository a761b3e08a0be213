import { Buffer } from 'node:buffer';
import { receiveMessageOnPort } from 'node:worker_threads';
import type { Chain, Direction, EndsAhead, Incident } from '../graph/incident.ts';
import type { SavedBytes } from '../report/saved-bytes.ts';
import { AHEAD, STATE_BYTES, type Ahead } from './read-ahead.ts';

/** What the other thread reads of the path; waits for it. Nothing when it reads another file, or could not read it. */
export function takeAhead(ahead: Ahead | undefined, path: string): SavedBytes | undefined {
  if (ahead?.path !== path) return undefined;
  if (reached(ahead, AHEAD.read) === AHEAD.failed) return undefined;
  return {
    bytes: Buffer.from(ahead.bytes),
    digest: () => {
      if (reached(ahead, AHEAD.summed) === AHEAD.failed) return undefined;
      return Buffer.from(ahead.state, STATE_BYTES);
    },
    sound: () => reached(ahead, AHEAD.checked) !== AHEAD.failed && Atomics.load(new Int32Array(ahead.state), 1) === 1,
    ...(ahead.ends ? { ends: endsAhead(ahead, ahead.ends) } : {}),
  };
}

function endsAhead(ahead: Ahead, { form, port }: NonNullable<Ahead['ends']>): EndsAhead {
  const come = new Map<Direction, Incident & Chain>();
  const take = (direction: Direction): (Incident & Chain) | undefined => {
    reached(ahead, AHEAD[direction]);
    for (let told = receiveMessageOnPort(port); told; told = receiveMessageOnPort(port))
      come.set(...(told.message as [Direction, Incident & Chain]));
    return come.get(direction);
  };
  return form === 'lists' ? { lists: take } : { chains: take };
}

/** The state once it is this or a later one. */
function reached({ state }: Ahead, wanted: number): number {
  const words = new Int32Array(state, 0, 1);
  for (let now = Atomics.load(words, 0); ; now = Atomics.load(words, 0)) {
    if (now >= wanted) return now;
    Atomics.wait(words, 0, now);
  }
}
