import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its owner may read, whole or not at all; content and name are durable when it returns. */
export function keepSecret(file: string, text: string): void {
  const making = `${file}.${process.pid}`;
  durably(making, 'w', (handle) => {
    writeFileSync(handle, text);
  });
  renameSync(making, file);
  durably(dirname(file), 'r');
}

/** What such a file holds; undefined where there is none. Throws where it cannot be told: another secret in its place would be the loss of it. */
export function keptSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function durably(path: string, flags: string, write?: (handle: number) => void): void {
  const handle = openSync(path, flags, 0o600);
  try {
    write?.(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
