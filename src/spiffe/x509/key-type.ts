import { OID } from '../der/oids.ts';
import { DerReader, malformed } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { Refusal } from '../refusal.ts';

export type KeyType = 'ec' | 'rsa' | 'ed25519';

/** Bytes of a coordinate by curve: P-256, P-384, P-521. Keys on others stand for nobody. */
const CURVES: ReadonlyMap<string, number> = new Map([
  [OID.p256, 32],
  [OID.p384, 48],
  [OID.p521, 66],
]);
const SHORTEST_RSA = 2048;
const LONGEST_RSA = 8192;
const LONGEST_EXPONENT = 4;
const ED25519_BYTES = 32;

/**
 * The type of a key from its SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), read as far as its strength goes; that takes a tenth of the time
 * that it takes to load the key. Throws a `Refusal` for keys that are too weak to stand for anybody, or so long that checking them is an attack.
 */
export function keyTypeOf(info: Buffer): KeyType {
  const parts = new DerReader(info).sequence();
  const way = parts.sequence();
  const id = way.oid();
  const bits = parts.wholeBits();
  parts.end();
  switch (id) {
    case OID.ecPublicKey:
      return ec(way.tag === TAG.oid ? way.oid() : '', bits);
    case OID.rsaEncryption:
      return rsa(new DerReader(bits).sequence());
    case OID.ed25519:
      if (bits.length !== ED25519_BYTES) throw malformed('its public key is none');
      return 'ed25519';
    default:
      throw new Refusal('weak-algorithm', `a key of type ${id}`);
  }
}

/** A point is written whole, or by one coordinate (RFC 5480, 2.2). */
function ec(curve: string, point: Buffer): KeyType {
  const size = CURVES.get(curve);
  if (size === undefined) throw new Refusal('weak-algorithm', 'a key on another curve');
  const wanted = point[0] === 4 ? 1 + 2 * size : point[0] === 2 || point[0] === 3 ? 1 + size : 0;
  if (point.length !== wanted) throw malformed('its public key is none');
  return 'ec';
}

function rsa(numbers: DerReader): KeyType {
  const modulus = numbers.unsigned();
  const exponent = numbers.unsigned();
  numbers.end();
  const length = modulus.length * 8 - (Math.clz32(modulus[0] ?? 0) - 24);
  if (length < SHORTEST_RSA || length > LONGEST_RSA || exponent.length > LONGEST_EXPONENT)
    throw new Refusal('weak-algorithm', `an RSA key of ${length} bits`);
  if (((exponent.at(-1) ?? 0) & 1) === 0 || (exponent.length === 1 && (exponent[0] ?? 0) < 3))
    throw new Refusal('weak-algorithm', 'an RSA key with such an exponent');
  return 'rsa';
}
