import { open, type FileHandle } from 'node:fs/promises';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { endsOf as EndsOf, Form } from '../graph/snapshot/ends.ts';

/**
 * A saved scan on its way to the worker. The thread that waits for Ctrl-C has nothing else to do while the worker loads its code and
 * checks the tables: it reads the file, sums it, and orders the edges by their ends for verbs that will ask for that. Both threads see
 * the memory; only this one writes, and `state` tells the other what is done.
 */
export interface Ahead {
  readonly path: string;
  readonly bytes: SharedArrayBuffer;
  /** One of AHEAD as a 32-bit word, then the SHA-256 of all but the last 32 bytes. */
  readonly state: SharedArrayBuffer;
  /** Edges by their ends come here, the message always before the state that says so; not for verbs that do not want them. */
  readonly ends?: { readonly form: Form; readonly port: MessagePort };
}

/** In the order in which they follow. `failed`, in the place of `read`: whoever wants what is not there has to make it, and hears why that cannot be. */
export const AHEAD = { reading: 0, read: 1, summed: 2, into: 3, out: 4, failed: 5 } as const;
export const STATE_BYTES = 4;
export const SUM_BYTES = 32;

/** Read and summed without an answer to a signal between. */
const PIECE = 8 << 20;
/** Larger files are the business of whoever refuses them. */
const LARGEST = 2_000_000_000;

/** How verbs look at edges by their ends. */
const FORMS: Readonly<Record<string, Form>> = { assert: 'lists', map: 'chains', 'who-can': 'chains' };

/** Starts to read what `--estate` names, when that is a snapshot. */
export function readAhead(argv: readonly string[], cwd: string): { readonly ahead?: Ahead; readonly stop: () => void } {
  const path = estateOf(argv);
  const size = path === undefined ? 0 : snapshotSize(resolve(cwd, path));
  if (path === undefined || size < SUM_BYTES) return { stop: () => undefined };
  const form = FORMS[argv[0] ?? ''];
  const { port1, port2 } = new MessageChannel();
  const ahead: Ahead = {
    path: resolve(cwd, path),
    bytes: new SharedArrayBuffer(size),
    state: new SharedArrayBuffer(STATE_BYTES + SUM_BYTES),
    ...(form ? { ends: { form, port: port2 } } : {}),
  };
  port1.unref();
  let stopped = false;
  const goOn = (): void => {
    if (stopped) throw new Error('nobody wants the file any more');
  };
  void fill(ahead, port1, goOn).catch(() => {
    if (stateOf(ahead) < AHEAD.summed) tell(ahead, AHEAD.failed);
  });
  return { ahead, stop: () => void (stopped = true) };
}

function estateOf(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--estate' || word.startsWith('--estate='));
  return argv[at] === '--estate' ? argv[at + 1] : argv[at]?.slice('--estate='.length);
}

/** 0 for what is no snapshot. */
function snapshotSize(path: string): number {
  let fd: number | undefined;
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > LARGEST) return 0;
    fd = openSync(path, 'r');
    const head = Buffer.alloc(4);
    return readSync(fd, head, 0, 4, 0) === 4 && head.toString('latin1') === 'WRIT' ? stat.size : 0;
  } catch {
    return 0;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

async function fill(ahead: Ahead, port: MessagePort, goOn: () => void): Promise<void> {
  const bytes = new Uint8Array(ahead.bytes);
  const code = import('../graph/snapshot/ends.ts');
  const file = await open(ahead.path, 'r');
  try {
    await readAll(file, bytes, goOn);
  } finally {
    await file.close();
  }
  tell(ahead, AHEAD.read);
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  const body = bytes.subarray(0, bytes.length - SUM_BYTES);
  for (let at = 0; at < body.length; at += PIECE) {
    hash.update(body.subarray(at, at + PIECE));
    await new Promise(setImmediate);
    goOn();
  }
  new Uint8Array(ahead.state, STATE_BYTES).set(hash.digest());
  tell(ahead, AHEAD.summed);
  if (ahead.ends) await order(ahead, ahead.ends.form, code, port, goOn);
}

/** Whoever waits for what cannot be made finds no message and makes it, or hears why not. */
async function order(
  ahead: Ahead,
  form: Form,
  code: Promise<{ readonly endsOf: typeof EndsOf }>,
  port: MessagePort,
  goOn: () => void,
): Promise<void> {
  try {
    const { endsOf } = await code;
    for (const made of endsOf(new Uint8Array(ahead.bytes), form)) {
      port.postMessage(made);
      tell(ahead, AHEAD[made[0]]);
      await new Promise(setImmediate);
      goOn();
    }
  } finally {
    tell(ahead, AHEAD.out);
  }
}

async function readAll(file: FileHandle, bytes: Uint8Array, goOn: () => void): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
    goOn();
    if (bytesRead === 0) throw new Error('the file became shorter');
    at += bytesRead;
  }
}

function stateOf({ state }: Ahead): number {
  return Atomics.load(new Int32Array(state, 0, 1), 0);
}

function tell({ state }: Ahead, what: number): void {
  const words = new Int32Array(state, 0, 1);
  Atomics.store(words, 0, what);
  Atomics.notify(words, 0);
}
