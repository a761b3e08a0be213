import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** Kinds of signatures of notes (C2SP signed-note, "Signature types"). */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

/** A key that checks signatures of notes. */
export interface Verifier {
  readonly name: string;
  /** Four bytes: `SHA-256(name || 0x0A || type || public key)[:4]`. */
  readonly id: Buffer;
  readonly type: SignatureType;
  readonly publicKey: KeyObject;
}

/** A key that signs them. The private half has no printable form (`KeyObject`). */
export interface Signer {
  readonly verifier: Verifier;
  readonly privateKey: KeyObject;
}

/** DER around the 32 bytes of an Ed25519 key (RFC 8410): SubjectPublicKeyInfo, and PKCS #8. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const isName = (name: string): boolean => /^[^\s+]{1,255}$/u.test(name);

export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(publicKey).digest().subarray(0, 4);
}

const rawPublic = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-32);

function verifierOf(name: string, type: SignatureType, bytes: Buffer): Verifier {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, bytes]), type: 'spki', format: 'der' });
  return { name, type, id: keyId(name, type, bytes), publicKey };
}

/** A signer of 32 secret bytes (RFC 8032, 5.1.5). */
export function signerOf(name: string, type: SignatureType, seed: Uint8Array): Signer {
  if (!isName(name)) throw new RangeError('a key name has neither spaces nor plus signs');
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), type: 'pkcs8', format: 'der' });
  return { verifier: verifierOf(name, type, rawPublic(createPublicKey(privateKey))), privateKey };
}

/** As people hand a verifier on: `<name>+<hex of the key id>+<base64 of type and key>` (vkey). */
export function printVerifier({ name, id, type, publicKey }: Verifier): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(type), rawPublic(publicKey)]).toString('base64')}`;
}

const VKEY = /^([^\s+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u;

/** A verifier from its printed form; undefined when it is none, or its id is not that of its key. */
export function parseVerifier(text: string): Verifier | undefined {
  const [, name, id, base64] = VKEY.exec(text.trim()) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  const [type] = bytes;
  if (bytes.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) return undefined;
  const verifier = verifierOf(name, type, bytes.subarray(1));
  return verifier.id.toString('hex') === id ? verifier : undefined;
}

export const signBytes = ({ privateKey }: Signer, message: Uint8Array): Buffer => sign(null, message, privateKey);

export const isSignedBy = ({ publicKey }: Verifier, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && verify(null, message, publicKey, signature);
