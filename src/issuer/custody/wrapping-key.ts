import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepSecret, keptSecret } from '../../bytes/keep-secret.ts';
import { WritError } from '../../model/errors.ts';
import { localWrapping, type Wrapping } from './envelope.ts';

const BYTES = 32;

/**
 * The wrapping key that a file holds: 32 bytes, base64. One that is named has to be there, made by whoever keeps it (`openssl rand -base64 32`);
 * the one of the data folder is made at first boot.
 */
export function wrappingKey(file: string, named: boolean): Wrapping {
  let text = keptSecret(file)?.trim();
  if (text === undefined) {
    if (named) throw new WritError('bad-configuration', `there is no wrapping key ${file}`);
    text = randomBytes(BYTES).toString('base64');
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    keepSecret(file, `${text}\n`);
  }
  if ((statSync(file).mode & 0o077) !== 0)
    throw new WritError('bad-configuration', `the wrapping key ${file} may be read by others than its owner`);
  const key = Buffer.from(text, 'base64');
  if (key.length !== BYTES || key.toString('base64') !== text)
    throw new WritError('bad-configuration', `${file} is no wrapping key: ${BYTES} bytes in base64`);
  return localWrapping(nameOf(key), key);
}

/** Tells one key from another, and nothing of either. */
const nameOf = (key: Buffer): string =>
  `file:${createHash('sha256').update('writ wrapping key\0').update(key).digest('hex').slice(0, 16)}`;
