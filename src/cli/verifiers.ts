import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseVerifier, type Verifier } from '../ledger/note/keys.ts';
import type { Io } from './io.ts';
import { usage } from './usage.ts';

/** Public keys as given, or the lines of a file. */
export function verifiersOf(io: Io, given: string): readonly Verifier[] {
  const own = parseVerifier(given);
  if (own) return [own];
  const lines = textOf(io, given, 'a key')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const key = parseVerifier(line);
    if (!key) throw usage(`${given} holds something that is no key`, 'Keys read NAME+ID+BASE64, one a line.');
    return key;
  });
}

/** What a file holds that was given as `what` or as its file. */
export function textOf(io: Io, path: string, what: string): string {
  try {
    return readFileSync(resolve(io.cwd, path), 'utf8');
  } catch {
    throw usage(`${path} is neither ${what} nor a file`);
  }
}
