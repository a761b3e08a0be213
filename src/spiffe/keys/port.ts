import type { KeyObject } from 'node:crypto';
import { OID } from '../der/oids.ts';

/** Kinds of keys that authorities sign with, and how each signs. */
export const KEY_KINDS = {
  'ec-p256': { hash: 'sha256', signature: OID.ecdsaSha256, jose: 'ES256' },
  'ec-p384': { hash: 'sha384', signature: OID.ecdsaSha384, jose: 'ES384' },
  'rsa-2048': { hash: 'sha256', signature: OID.rsaSha256, jose: 'RS256' },
  'rsa-4096': { hash: 'sha256', signature: OID.rsaSha256, jose: 'RS256' },
} as const;

export type KeyKind = keyof typeof KEY_KINDS;

/** How an ECDSA signature is written: as certificates have it (RFC 3279, 2.2.3), or as JOSE has it (RFC 7518, 3.4). */
export type SignatureForm = 'der' | 'ieee-p1363';

/** A key of which only the public half is ever seen. */
export interface SigningKey {
  /** Unique where it is kept. */
  readonly id: string;
  readonly kind: KeyKind;
  readonly publicKey: KeyObject;
  /** Over the hash that belongs to the kind. A key that lies elsewhere answers later. */
  readonly sign: (data: Uint8Array, form: SignatureForm) => Buffer | Promise<Buffer>;
}
