import { createPublicKey, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { KEY_KINDS, type KeyKind, type SigningKey } from './port.ts';

const generate = promisify(generateKeyPair);

const EXPONENT = 65537;

/** A new private key of this kind in the memory of this process. */
export async function generateKey(kind: KeyKind): Promise<KeyObject> {
  switch (kind) {
    case 'ec-p256':
      return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
    case 'ec-p384':
      return (await generate('ec', { namedCurve: 'P-384' })).privateKey;
    case 'rsa-2048':
      return (await generate('rsa', { modulusLength: 2048, publicExponent: EXPONENT })).privateKey;
    case 'rsa-4096':
      return (await generate('rsa', { modulusLength: 4096, publicExponent: EXPONENT })).privateKey;
  }
}

/** Signs with a key that this process holds. */
export function localKey(id: string, kind: KeyKind, privateKey: KeyObject): SigningKey {
  const { hash } = KEY_KINDS[kind];
  const forms = {
    der: { key: privateKey, dsaEncoding: 'der' },
    'ieee-p1363': { key: privateKey, dsaEncoding: 'ieee-p1363' },
  } as const;
  return { id, kind, publicKey: createPublicKey(privateKey), sign: (data, form) => sign(hash, data, forms[form]) };
}
