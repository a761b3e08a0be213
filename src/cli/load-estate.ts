import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Scanned } from '../report/scanned.ts';
import { diagnosticLines } from './diagnostics.ts';
import { freshScan } from './fresh-scan.ts';
import type { Io } from './io.ts';
import { usage } from './usage.ts';

export interface EstateFlags {
  readonly estate: readonly string[];
  readonly output: 'table' | 'json';
  readonly render?: true;
  readonly quiet?: true;
}

export interface Loaded extends Scanned {
  /** False for a saved scan: the files that it names may have changed or be elsewhere. */
  readonly fresh: boolean;
}

/** The estate that a question is asked of: scanned now, or saved before. */
export async function loadEstate(io: Io, flags: EstateFlags): Promise<Loaded> {
  const [first = '.', ...others] = flags.estate;
  const saved = flags.estate.find((path) => savedKind(resolve(io.cwd, path)) !== undefined);
  if (saved !== undefined && others.length > 0)
    throw usage(`${saved} is a saved scan and stands alone`, 'Give one saved scan, or folders to scan.');
  const loaded =
    saved === undefined
      ? { ...(await freshScan(io, flags.estate, flags)), fresh: true }
      : { ...(await readSaved(io, first)), fresh: false };
  if (flags.quiet !== true) await io.err(diagnosticLines(loaded.estate.diagnostics, io.errPalette));
  return loaded;
}

async function readSaved(io: Io, asked: string): Promise<Scanned> {
  const { readEstate } = await import('../report/read-estate.ts');
  const path = resolve(io.cwd, asked);
  return readEstate(path, asked, io.ahead?.(path));
}

type SavedKind = 'snapshot' | 'json' | 'jsonl';
const HEAD = 256;

/** Told by the first bytes, not by the name. */
export function savedKind(path: string): SavedKind | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const bytes = Buffer.alloc(HEAD);
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const text = bytes.subarray(0, readSync(fd, bytes, 0, HEAD, 0)).toString('latin1');
    if (text.startsWith('WRIT')) return 'snapshot';
    if (/^\s*\{\s*"schemaVersion"\s*:/u.test(text)) return 'json';
    return /^\{"type":"scan"/u.test(text) ? 'jsonl' : undefined;
  } finally {
    closeSync(fd);
  }
}
