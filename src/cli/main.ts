import { rmSync } from 'node:fs';
import { EXIT } from './exit.ts';
import { inWorker } from './in-worker.ts';
import { processStreams } from './streams.ts';
import { terminalOf, ioOf } from './terminal.ts';

/** Verbs that read an estate. They run in a worker thread: this one stays free to answer Ctrl-C at once, however long they compute. */
const LONG: ReadonlySet<string> = new Set([
  'assert',
  'authority',
  'scan',
  'show',
  'paths',
  'reach',
  'who-can',
  'whatif',
  'map',
  'diff',
  'watch',
  'init',
]);

/** Stands beside this file, as it is written and as it is bundled. */
const WORKER = new URL(import.meta.url.replace(/main(\.[jt]s)$/u, 'worker$1'));

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

const argv = process.argv.slice(2);
const unfinished = new Set<string>();
/** A progress line may stand on the terminal. */
let drawn = false;
let stop = (): Promise<unknown> => Promise.resolve();
/** Of a verb that ends by itself when it is asked to. */
let asked: (() => void) | undefined;

for (const [signal, exit] of Object.entries(SIGNALS))
  process.on(signal, () => {
    if (asked) {
      asked();
      asked = undefined;
      return;
    }
    const leave = (): never => {
      if (drawn) process.stderr.write('\r\u001b[K');
      for (const path of unfinished) rmSync(path, { force: true });
      process.exit(exit);
    };
    setTimeout(leave, 1000);
    void stop().then(leave, leave);
  });

const own = processStreams((path) => unfinished.add(path));
const streams = {
  ...own,
  errNow: (text: string): void => {
    drawn = true;
    own.errNow(text);
  },
  untilStopped: (): Promise<void> => new Promise((resolve) => (asked = resolve)),
};
const terminal = terminalOf(process);
const asksForHelp = argv.some((one) => one === '--help' || one === '-h');

if (LONG.has(argv[0] ?? '') && !asksForHelp) {
  const work = inWorker(argv, streams, terminal, WORKER);
  stop = work.stop;
  process.exitCode = Math.max(await work.exit, exitSoFar());
} else {
  const { run } = await import('./run.ts');
  process.exitCode = Math.max(await run(argv, (flags) => ioOf(streams, terminal, flags)), exitSoFar());
}

/** Set when stdout failed meanwhile. */
function exitSoFar(): number {
  return Number(process.exitCode ?? 0);
}
