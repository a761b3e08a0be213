import { createPrivateKey } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keepSecret, keptSecret } from '../../bytes/keep-secret.ts';
import { WritError } from '../../model/errors.ts';
import { generateKey, localKey } from '../../spiffe/keys/local.ts';
import { KEY_KINDS, type KeyKind, type SigningKey } from '../../spiffe/keys/port.ts';
import type { KeyCustody } from './custody.ts';
import { open, seal, type Envelope, type Wrapping } from './envelope.ts';
import { newKeyId } from './memory.ts';

interface KeyFile extends Envelope {
  readonly kind: KeyKind;
}

const ID = /^[0-9a-f]{32}$/u;

/** Each key in a file of its own, 0600, in an envelope: the file alone signs nothing. */
export function diskCustody(folder: string, wrapping: Wrapping): KeyCustody {
  const fileOf = (id: string): string | undefined => (ID.test(id) ? join(folder, `${id}.key`) : undefined);
  const read = new Map<string, SigningKey>();
  return {
    async make(kind) {
      const id = newKeyId();
      const key = await generateKey(kind);
      const secret = key.export({ type: 'pkcs8', format: 'der' });
      const file: KeyFile = { kind, ...(await seal(secret, aboutOf(id, kind), wrapping)) };
      secret.fill(0);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      keepSecret(join(folder, `${id}.key`), `${JSON.stringify(file)}\n`);
      const made = localKey(id, kind, key);
      read.set(id, made);
      return made;
    },
    async key(id) {
      const known = read.get(id);
      if (known) return known;
      const file = fileOf(id);
      const text = file === undefined ? undefined : keptSecret(file);
      if (file === undefined || text === undefined) return undefined;
      const key = await opened(id, file, text, wrapping);
      read.set(id, key);
      return key;
    },
    drop(id) {
      read.delete(id);
      const file = fileOf(id);
      if (file !== undefined) rmSync(file, { force: true });
      return Promise.resolve();
    },
  };
}

/** No part of the file is told when it cannot be used. */
async function opened(id: string, file: string, text: string, wrapping: Wrapping): Promise<SigningKey> {
  const parsed = keyFileOf(text);
  if (!parsed) throw new WritError('bad-configuration', `${file} is no key`);
  if (parsed.wrapping !== wrapping.name)
    throw new WritError('bad-configuration', `${file} was encrypted with another wrapping key (${parsed.wrapping})`);
  let secret: Buffer;
  try {
    secret = await open(parsed, aboutOf(id, parsed.kind), wrapping);
  } catch {
    throw new WritError('bad-configuration', `${file} was changed, or is of another key`);
  }
  const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  secret.fill(0);
  return localKey(id, parsed.kind, key);
}

function keyFileOf(text: string): KeyFile | undefined {
  try {
    const { kind, wrapping, wrapped, sealed } = JSON.parse(text) as Partial<Record<keyof KeyFile, unknown>>;
    const whole = [kind, wrapping, wrapped, sealed].every((one) => typeof one === 'string');
    if (!whole || !Object.hasOwn(KEY_KINDS, String(kind))) return undefined;
    return { kind, wrapping, wrapped, sealed } as KeyFile;
  } catch {
    return undefined;
  }
}

const aboutOf = (id: string, kind: KeyKind): Buffer => Buffer.from(`writ authority key 1\0${id}\0${kind}`);
