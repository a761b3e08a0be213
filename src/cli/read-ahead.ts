import { open, type FileHandle } from 'node:fs/promises';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { endsOf as EndsOf, Form } from '../graph/snapshot/ends.ts';

/**
 * A saved scan on its way to the worker. The thread that waits for Ctrl-C has nothing else to do while the worker loads its code: it
 * reads the file, sums it, checks its tables, and orders the edges by their ends for verbs that will ask for that. Both threads see the
 * memory; only this one writes, and `state` tells the other what is done.
 */
export interface Ahead {
  readonly path: string;
  readonly bytes: SharedArrayBuffer;
  /** One of AHEAD and 1 when the tables are sound, as 32-bit words; then the SHA-256 of all but the last 32 bytes. */
  readonly state: SharedArrayBuffer;
  /** Edges by their ends come here, the message always before the state that says so; not for verbs that do not want them. */
  readonly ends?: { readonly form: Form; readonly port: MessagePort };
}

/** In the order in which they follow. `failed`, in the place of `read`: whoever wants what is not there has to make it, and hears why that cannot be. */
export const AHEAD = { reading: 0, read: 1, summed: 2, checked: 3, into: 4, out: 5, failed: 6 } as const;
export const STATE_BYTES = 8;
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
    if (stateOf(ahead) < AHEAD.out) tell(ahead, AHEAD.failed);
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
  const code = Promise.all([import('../graph/snapshot/sound.ts'), import('../graph/snapshot/ends.ts')]);
  code.catch(() => undefined);
  new Uint8Array(ahead.state, STATE_BYTES).set(await readAndSum(ahead, bytes, goOn));
  tell(ahead, AHEAD.summed);
  const [{ isSound }, { endsOf }] = await code;
  if (isSound(bytes)) Atomics.store(new Int32Array(ahead.state), 1, 1);
  tell(ahead, AHEAD.checked);
  await new Promise(setImmediate);
  goOn();
  if (ahead.ends) await order(ahead, ahead.ends.form, endsOf, port, goOn);
}

/** Whoever waits for what cannot be made finds no message and makes it, or hears why not. */
async function order(
  ahead: Ahead,
  form: Form,
  endsOf: typeof EndsOf,
  port: MessagePort,
  goOn: () => void,
): Promise<void> {
  try {
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

/** The next piece is on its way while the last is summed. */
async function readAndSum(ahead: Ahead, bytes: Uint8Array, goOn: () => void): Promise<Uint8Array> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  const summed = bytes.length - SUM_BYTES;
  const file = await open(ahead.path, 'r');
  try {
    let read = 0;
    for (let next = await readPiece(file, bytes, 0); next > read;) {
      const come = bytes.subarray(read, Math.min(next, summed));
      read = next;
      goOn();
      if (read === bytes.length) tell(ahead, AHEAD.read);
      const coming = readPiece(file, bytes, read);
      hash.update(come);
      next = await coming;
    }
    if (read < bytes.length) throw new Error('the file became shorter');
    return hash.digest();
  } finally {
    await file.close();
  }
}

/** Where the file is read to. */
async function readPiece(file: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
  return at + bytesRead;
}

function stateOf({ state }: Ahead): number {
  return Atomics.load(new Int32Array(state, 0, 1), 0);
}

function tell({ state }: Ahead, what: number): void {
  const words = new Int32Array(state, 0, 1);
  Atomics.store(words, 0, what);
  Atomics.notify(words, 0);
}
