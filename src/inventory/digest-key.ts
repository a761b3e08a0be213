import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const LENGTH = 32;

/** Where the key of this machine's digests lies: outside every output and every scanned tree. */
export function digestKeyPath(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['WRIT_STATE'] ?? join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'writ');
  return join(base, 'digest.key');
}

/**
 * The key that makes digests of one estate comparable between scans. Made on first use, readable by its owner only. Where no file
 * can be kept (a read-only home in CI) the key lives for this run: equality inside one scan still holds.
 */
export function digestKey(path = digestKeyPath()): Uint8Array {
  const known = readKey(path);
  if (known) return known;
  const fresh = randomBytes(LENGTH);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
    try {
      writeSync(fd, fresh);
    } finally {
      closeSync(fd);
    }
    return fresh;
  } catch {
    return readKey(path) ?? fresh;
  }
}

/** A key file counts only when it is a regular file of the right size that nobody else may read. */
function readKey(path: string): Uint8Array | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const stat = fstatSync(fd);
    const own = process.getuid === undefined || stat.uid === process.getuid();
    if (!stat.isFile() || stat.size !== LENGTH || !own || (stat.mode & 0o077) !== 0) return undefined;
    return new Uint8Array(readFileSync(fd));
  } finally {
    closeSync(fd);
  }
}
