import { open, type FileHandle } from 'node:fs/promises';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * A saved scan on its way to the worker. The thread that waits for Ctrl-C has nothing else to do while the worker loads its code: it
 * reads the file and sums it. Both threads see the memory; only this one writes, and `state` tells the other what is done.
 */
export interface Ahead {
  readonly path: string;
  readonly bytes: SharedArrayBuffer;
  /** One of AHEAD as a 32-bit word, then the SHA-256 of all but the last 32 bytes. */
  readonly state: SharedArrayBuffer;
}

/** `failed`: whoever wants the file has to read it, and hears why it cannot be read. */
export const AHEAD = { reading: 0, read: 1, summed: 2, failed: 3 } as const;
export const STATE_BYTES = 4;
export const SUM_BYTES = 32;

/** Read and summed without an answer to a signal between. */
const PIECE = 8 << 20;
/** Larger files are the business of whoever refuses them. */
const LARGEST = 2_000_000_000;

/** Starts to read what `--estate` names, when that is a snapshot. */
export function readAhead(argv: readonly string[], cwd: string): { readonly ahead?: Ahead; readonly stop: () => void } {
  const path = estateOf(argv);
  const size = path === undefined ? 0 : snapshotSize(resolve(cwd, path));
  if (path === undefined || size < SUM_BYTES) return { stop: () => undefined };
  const ahead = {
    path: resolve(cwd, path),
    bytes: new SharedArrayBuffer(size),
    state: new SharedArrayBuffer(STATE_BYTES + SUM_BYTES),
  };
  let stopped = false;
  const goOn = (): void => {
    if (stopped) throw new Error('nobody wants the file any more');
  };
  void fill(ahead, goOn).catch(() => {
    tell(ahead, AHEAD.failed);
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

async function fill(ahead: Ahead, goOn: () => void): Promise<void> {
  const bytes = new Uint8Array(ahead.bytes);
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
}

async function readAll(file: FileHandle, bytes: Uint8Array, goOn: () => void): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
    goOn();
    if (bytesRead === 0) throw new Error('the file became shorter');
    at += bytesRead;
  }
}

function tell({ state }: Ahead, what: number): void {
  const words = new Int32Array(state, 0, 1);
  Atomics.store(words, 0, what);
  Atomics.notify(words, 0);
}
