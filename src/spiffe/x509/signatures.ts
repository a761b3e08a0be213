import { verify } from 'node:crypto';
import { OID } from '../der/oids.ts';
import { DerReader } from '../der/read.ts';
import { Refusal } from '../refusal.ts';
import { keyTypeOf, type KeyType } from './key-type.ts';
import { publicKeyOf, type Certificate } from './certificate.ts';

/** Ways of signing that are accepted: for which type of key, and over which hash. SHA-1 and MD5 are not among them. */
const ALGORITHMS: Readonly<Record<string, { readonly type: KeyType; readonly hash: string | null }>> = {
  [OID.ecdsaSha256]: { type: 'ec', hash: 'sha256' },
  [OID.ecdsaSha384]: { type: 'ec', hash: 'sha384' },
  [OID.ecdsaSha512]: { type: 'ec', hash: 'sha512' },
  [OID.rsaSha256]: { type: 'rsa', hash: 'sha256' },
  [OID.rsaSha384]: { type: 'rsa', hash: 'sha384' },
  [OID.rsaSha512]: { type: 'rsa', hash: 'sha512' },
  [OID.ed25519]: { type: 'ed25519', hash: null },
};

/** Whether the key of one signed the other. Throws a `Refusal` where the way of signing or the key is not accepted. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { type, hash } = algorithmOf(certificate);
  if (keyTypeOf(issuer.key) !== type) return false;
  return verify(hash, certificate.signed, publicKeyOf(issuer), certificate.signature);
}

function algorithmOf({ algorithm }: Certificate): { readonly type: KeyType; readonly hash: string | null } {
  const parts = new DerReader(algorithm).sequence();
  const id = parts.oid();
  const found = ALGORITHMS[id];
  if (!found) throw new Refusal('weak-algorithm', id);
  return found;
}
