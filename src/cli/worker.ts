import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Said, WorkerStart } from './in-worker.ts';
import { run } from './run.ts';
import { takeAhead } from './take-ahead.ts';
import { ioOf, type Streams } from './terminal.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');

const { argv, terminal, notes, ahead } = workerData as WorkerStart;
const waiting = new Map<number, () => void>();
let number = 0;
let closed = false;

port.on('message', ({ answer, outClosed }: Answer) => {
  closed = outClosed;
  waiting.get(answer)?.();
  waiting.delete(answer);
});
const say = (said: Said): void => {
  port.postMessage(said);
};
const through =
  (to: 'out' | 'err') =>
  (text: string | Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      if (text.length === 0 || (to === 'out' && closed)) {
        resolve();
        return;
      }
      number += 1;
      waiting.set(number, resolve);
      say({ say: to, text, answer: number });
    });

const streams: Streams = {
  out: through('out'),
  err: through('err'),
  errNow: (text) => {
    say({ say: 'now', text });
  },
  outClosed: () => closed,
  unfinished: (path) => {
    notes.postMessage(path);
  },
  ahead: (path) => takeAhead(ahead, path),
};
say({ say: 'exit', code: await run(argv, (flags) => ioOf(streams, terminal, flags)) });
