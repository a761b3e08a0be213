import { randomBytes } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WritError } from '../model/errors.ts';

const unwritable = (detail: string): WritError => new WritError('output-unwritable', detail);

/** A folder cannot be written; said before a long scan, not after it. */
export function checkOutputFile(path: string): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known?.isDirectory()) throw unwritable(`${path} is a folder`);
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) throw unwritable(`the folder ${dirname(path)} does not exist`);
}

/**
 * Writes beside the file and renames: a reader sees the old file or the whole new one. `unfinished` is told of the temporary file
 * before it exists. What is no regular file (/dev/null, a pipe) cannot be replaced and is written in place.
 */
export function writeWhole(
  path: string,
  pieces: Iterable<string | Uint8Array>,
  unfinished: (path: string) => void,
): void {
  checkOutputFile(path);
  const known = statSync(path, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile()) {
    writeTo(path, 'w', pieces, path);
    return;
  }
  const final = known === undefined ? path : realpathSync(path);
  const temporary = join(dirname(final), `.${basename(final)}.${randomBytes(6).toString('hex')}.tmp`);
  unfinished(temporary);
  try {
    writeTo(temporary, 'wx', pieces, path);
    renameSync(temporary, final);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function writeTo(target: string, flag: string, pieces: Iterable<string | Uint8Array>, asked: string): void {
  try {
    const fd = openSync(target, flag, 0o666);
    try {
      for (const piece of batched(pieces)) writeAll(fd, piece);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unwritable(`${asked}: ${error.message}`);
    throw error;
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

const BATCH = 1 << 16;

/** Joins small pieces, so that a record costs no system call of its own. */
export function* batched(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (text !== '') yield Buffer.from(text);
      text = '';
      yield piece;
    } else if ((text += piece).length >= BATCH) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}
