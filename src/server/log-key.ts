import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepSecret, keptSecret } from '../bytes/keep-secret.ts';
import { ED25519, parseVerifier, printVerifier, signerOf, type Signer, type Verifier } from '../ledger/note/keys.ts';
import { WritError } from '../model/errors.ts';

/** The name of a log and the key that signs its heads. */
export interface LogKey {
  readonly origin: string;
  readonly signer: Signer;
  /** Keys that signed earlier heads of this log, oldest first. */
  readonly formerly: readonly Verifier[];
}

/** A key as its file holds it; the secret half has no other printed form. */
interface Kept {
  readonly origin: string;
  readonly seed: string;
  readonly formerly: readonly string[];
}

const seeds = new WeakMap<LogKey, Buffer>();

const FILE = 'log-key.json';
const PUBLIC = 'log.pub';

/**
 * The key of the log under `data`, made at first boot: 0600, and its public half beside it in `log.pub`, to be kept elsewhere too. A log without its key is not
 * given another one in silence.
 */
export async function logKey(data: string, hasLog: boolean): Promise<LogKey> {
  const file = join(data, FILE);
  const text = keptSecret(file);
  if (text !== undefined) return parsed(text, file);
  if (hasLog) throw new WritError('bad-configuration', `there is a log in ${data} and its key ${FILE} is missing`);
  const key = made(`writ.local/${randomBytes(8).toString('hex')}`, randomBytes(32), []);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await keepLogKey(data, key);
  return key;
}

/** Another key for the same log, not kept yet. */
export const newLogKey = ({ origin, signer, formerly }: LogKey): LogKey =>
  made(origin, randomBytes(32), [...formerly, signer.verifier]);

/** The public half first: a log never has a head that its `log.pub` does not name, but for the moment between the two. */
export async function keepLogKey(data: string, key: LogKey): Promise<void> {
  const seed = seeds.get(key);
  if (!seed) throw new Error('the key was not made here');
  const kept: Kept = { origin: key.origin, seed: seed.toString('base64'), formerly: key.formerly.map(printVerifier) };
  await writeFile(join(data, PUBLIC), `${printVerifier(key.signer.verifier)}\n`, { mode: 0o644 });
  keepSecret(join(data, FILE), `${JSON.stringify(kept)}\n`);
}

function made(origin: string, seed: Buffer, formerly: readonly Verifier[]): LogKey {
  const key = { origin, signer: signerOf(origin, ED25519, seed), formerly };
  seeds.set(key, seed);
  return key;
}

function parsed(text: string, file: string): LogKey {
  try {
    const { origin, seed, formerly = [] } = JSON.parse(text) as Partial<Record<keyof Kept, unknown>>;
    if (typeof origin === 'string' && typeof seed === 'string' && Array.isArray(formerly))
      return made(origin, Buffer.from(seed, 'base64'), formerly.map(verifier));
  } catch {
    // The text may hold the key, so no part of it is told.
  }
  throw new WritError('bad-configuration', `${file} is no key of a log`);
}

function verifier(text: unknown): Verifier {
  const key = typeof text === 'string' ? parseVerifier(text) : undefined;
  if (!key) throw new TypeError('it is no public key');
  return key;
}
