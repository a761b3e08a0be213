import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepSecret } from '../bytes/keep-secret.ts';
import { ED25519, printVerifier, signerOf, type Signer } from '../ledger/note/keys.ts';
import { WritError } from '../model/errors.ts';

/** The name of a log and the key that signs its heads. */
export interface LogKey {
  readonly origin: string;
  readonly signer: Signer;
}

const FILE = 'log-key.json';
const PUBLIC = 'log.pub';

/**
 * The key of the log under `data`, made at first boot: 0600, and its public half beside it in `log.pub`, to be kept elsewhere too. A log without its key is not
 * given another one in silence.
 */
export async function logKey(data: string, hasLog: boolean): Promise<LogKey> {
  const file = join(data, FILE);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return parsed(text, file);
  if (hasLog) throw new WritError('bad-configuration', `there is a log in ${data} and its key ${FILE} is missing`);
  const origin = `writ.local/${randomBytes(8).toString('hex')}`;
  const seed = randomBytes(32);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const key = { origin, signer: signerOf(origin, ED25519, seed) };
  await writeFile(join(data, PUBLIC), `${printVerifier(key.signer.verifier)}\n`, { mode: 0o644 });
  keepSecret(file, `${JSON.stringify({ origin, seed: seed.toString('base64') })}\n`);
  return key;
}

function parsed(text: string, file: string): LogKey {
  try {
    const { origin, seed } = JSON.parse(text) as { readonly origin?: unknown; readonly seed?: unknown };
    if (typeof origin === 'string' && typeof seed === 'string')
      return { origin, signer: signerOf(origin, ED25519, Buffer.from(seed, 'base64')) };
  } catch {
    // The text may hold the key, so no part of it is told.
  }
  throw new WritError('bad-configuration', `${file} is no key of a log`);
}
