import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts the keys that encrypt secrets, so that what lies on a disk is of no use by itself. */
export interface Wrapping {
  /** Which one wrapped: stands beside what it wrapped. */
  readonly name: string;
  wrap(dataKey: Buffer, about: Buffer): Promise<Buffer>;
  /** Rejects where it was wrapped by another, or about something else. */
  unwrap(wrapped: Buffer, about: Buffer): Promise<Buffer>;
}

/** A secret under a key of its own, which is wrapped. Everything base64. */
export interface Envelope {
  readonly wrapping: string;
  readonly wrapped: string;
  readonly sealed: string;
}

const CIPHER = 'aes-256-gcm';
const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** `about` is bound to it: an envelope of another name does not open. */
export async function seal(secret: Buffer, about: Buffer, wrapping: Wrapping): Promise<Envelope> {
  const dataKey = randomBytes(KEY);
  try {
    const sealed = encrypted(dataKey, secret, about);
    const wrapped = await wrapping.wrap(dataKey, about);
    return { wrapping: wrapping.name, wrapped: wrapped.toString('base64'), sealed: sealed.toString('base64') };
  } finally {
    dataKey.fill(0);
  }
}

/** Rejects where anything of it was changed, or it is about something else. */
export async function open({ wrapped, sealed }: Envelope, about: Buffer, wrapping: Wrapping): Promise<Buffer> {
  const dataKey = await wrapping.unwrap(Buffer.from(wrapped, 'base64'), about);
  try {
    return decrypted(dataKey, Buffer.from(sealed, 'base64'), about);
  } finally {
    dataKey.fill(0);
  }
}

/** Wraps with a key of 32 bytes that this process holds. */
export function localWrapping(name: string, key: Buffer): Wrapping {
  if (key.length !== KEY) throw new RangeError(`a wrapping key has ${KEY} bytes`);
  return {
    name,
    wrap: (dataKey, about) => Promise.resolve(encrypted(key, dataKey, about)),
    unwrap: (wrapped, about) =>
      new Promise((resolve) => {
        resolve(decrypted(key, wrapped, about));
      }),
  };
}

/** Nonce, text and tag (NIST SP 800-38D). A data key encrypts once; a wrapping key so seldom that random nonces never meet. */
function encrypted(key: Buffer, text: Buffer, about: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(about);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypted(key: Buffer, bytes: Buffer, about: Buffer): Buffer {
  if (bytes.length < NONCE + TAG) throw new RangeError('it is cut off');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAAD(about);
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
}
