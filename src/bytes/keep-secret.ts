import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
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

function durably(path: string, flags: string, write?: (handle: number) => void): void {
  const handle = openSync(path, flags, 0o600);
  try {
    write?.(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
