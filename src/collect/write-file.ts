import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WritError } from '../model/errors.ts';

/** Writes a file whole or not at all, for its owner's eyes only: what a collector reads is a map of an estate. */
export function writeFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const fd = openSync(temporary, 'wx', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new WritError('output-unwritable', `${path}: ${error.message}`);
    throw error;
  }
}

/** A name as a part of a path: no separator, no dots at its head, never empty. */
export function fileName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._@-]/gu, (one) => `%${(one.codePointAt(0) ?? 0).toString(16)}`).slice(0, 200);
  return safe === '' || safe.startsWith('.') ? `_${safe}` : safe;
}
