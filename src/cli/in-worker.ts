import { getHeapStatistics } from 'node:v8';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { EXIT } from './exit.ts';
import { readAhead, type Ahead } from './read-ahead.ts';
import type { Streams, Terminal } from './terminal.ts';

/** What the worker says. `out` and `err` with a number wait for an answer: that is how a slow reader slows the work. */
export type Said =
  | { readonly say: 'out' | 'err'; readonly text: string | Uint8Array; readonly answer: number }
  | { readonly say: 'now'; readonly text: string }
  | { readonly say: 'exit'; readonly code: number };
export interface Answer {
  readonly answer: number;
  readonly outClosed: boolean;
}
export interface WorkerStart {
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  /** Carries names of temporary files. */
  readonly notes: MessagePort;
  readonly ahead?: Ahead;
}

const MIB = 1 << 20;

/** Runs a command line in a worker thread of this code, its output going through our streams. */
export function inWorker(
  argv: readonly string[],
  streams: Streams,
  terminal: Terminal,
  code: URL,
): { readonly exit: Promise<number>; readonly stop: () => Promise<unknown> } {
  const notes = new MessageChannel();
  const { ahead, stop: stopReading } = readAhead(argv, terminal.cwd);
  const start: WorkerStart = { argv, terminal, notes: notes.port2, ...(ahead ? { ahead } : {}) };
  const worker = new Worker(code, {
    workerData: start,
    transferList: [notes.port2, ...(ahead?.ends ? [ahead.ends.port] : [])],
    // The same heap as the main thread would have had, so that NODE_OPTIONS=--max-old-space-size counts here too.
    resourceLimits: {
      maxOldGenerationSizeMb: Math.ceil(getHeapStatistics().heap_size_limit / MIB),
      ...youngOf(argv[0]),
    },
  });
  notes.port1.unref();
  /** Messages posted before the worker stopped are still there: a temporary file is always known before it exists. */
  const stop = async (): Promise<void> => {
    await worker.terminate();
    for (let note = receiveMessageOnPort(notes.port1); note; note = receiveMessageOnPort(notes.port1))
      streams.unfinished(String(note.message));
  };
  const exit = new Promise<number>((resolve) => {
    let code: number = EXIT.unread;
    let told = Promise.resolve();
    worker.on('message', (said: Said) => {
      if (said.say === 'now') streams.errNow(said.text);
      else if (said.say === 'exit') {
        code = said.code;
        void worker.terminate();
      } else
        void streams[said.say](said.text).then(() => {
          worker.postMessage({ answer: said.answer, outClosed: streams.outClosed() } satisfies Answer);
        });
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      told = streams.err(`writ: ${error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? OUT_OF_MEMORY : fault(error)}\n`);
    });
    worker.on('exit', () => {
      stopReading();
      void told.then(() => {
        resolve(code);
      });
    });
  });
  return { exit, stop };
}

/**
 * Room for what is new, three times a half of the space that V8 calls semi. A scan makes much that lives no longer than its file: with twice
 * the usual room a tenth of its time is saved. A watch makes its estate anew at each change and holds the last one: little of it is moved about.
 */
export const YOUNG_MIB = { scan: 96, watch: 192 } as const;

function youngOf(verb: string | undefined): { readonly maxYoungGenerationSizeMb?: number } {
  return verb === 'scan' || verb === 'watch' ? { maxYoungGenerationSizeMb: YOUNG_MIB[verb] } : {};
}

const OUT_OF_MEMORY =
  'out of memory\n  Scan fewer folders at once, or give more: NODE_OPTIONS=--max-old-space-size=8192';

function fault(error: Error): string {
  return `this is a fault in writ: ${JSON.stringify(error.message)}`;
}
