import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepSecret, keptSecret } from '../bytes/keep-secret.ts';
import { COSIGNATURE, printVerifier, signerOf, type Signer } from '../ledger/note/keys.ts';
import { WritError } from '../model/errors.ts';

const FILE = 'witness-key.json';
const PUBLIC = 'witness.pub';

/** The key of the witness under `data`, made at its first start: 0600, and its public half beside it in `witness.pub`. */
export async function witnessKey(data: string, name = `writ.local/${randomBytes(8).toString('hex')}`): Promise<Signer> {
  const file = join(data, FILE);
  const text = keptSecret(file);
  if (text !== undefined) return parsed(text, file);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const seed = randomBytes(32);
  const signer = signerOf(name, COSIGNATURE, seed);
  keepSecret(file, `${JSON.stringify({ name, seed: seed.toString('base64') })}\n`);
  await writeFile(join(data, PUBLIC), `${printVerifier(signer.verifier)}\n`, { mode: 0o644 });
  return signer;
}

function parsed(text: string, file: string): Signer {
  try {
    const { name, seed } = JSON.parse(text) as Partial<Record<'name' | 'seed', unknown>>;
    if (typeof name === 'string' && typeof seed === 'string')
      return signerOf(name, COSIGNATURE, Buffer.from(seed, 'base64'));
  } catch {
    // The text may hold the key, so no part of it is told.
  }
  throw new WritError('bad-configuration', `${file} is no key of a witness`);
}
