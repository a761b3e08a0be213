import { randomFillSync } from 'node:crypto';
import { BackwardDer } from '../der/backward.ts';
import { OID } from '../der/oids.ts';
import { plain, TAG, within } from '../der/tags.ts';
import { octets, oid, positive, sequence, time, tlv, TRUE } from '../der/write.ts';
import type { SpiffeId } from '../id.ts';
import type { SigningKey } from '../keys/port.ts';
import type { Certificate } from './certificate.ts';
import { algorithm, extension, keyIdOf, namedBits, VERSION } from './encode.ts';
import { USAGE } from './extensions.ts';

/** What an X.509-SVID is made of. Who asks has shown that the ID is theirs and that they hold the key. */
export interface Leaf {
  readonly id: SpiffeId;
  /** SubjectPublicKeyInfo. */
  readonly key: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Names for clients that know no SPIFFE. */
  readonly dnsNames?: readonly string[];
}

/** What stands in every SVID of one authority: made once. */
const FIXED = [
  extension(OID.keyUsage, true, namedBits(USAGE.digitalSignature)),
  extension(OID.extendedKeyUsage, false, sequence(oid(OID.serverAuth), oid(OID.clientAuth))),
  extension(OID.basicConstraints, true, sequence()),
] as const;
const NO_SUBJECT = sequence();
const NAMES_HEAD = Buffer.concat([oid(OID.subjectAltName), TRUE]);
const WHOLE_BITS = Buffer.of(0);
/** All of the extension but the 20 bytes at its end. */
const KEY_ID_HEAD = extension(OID.subjectKeyIdentifier, false, octets(Buffer.alloc(20))).subarray(0, -20);
/** Most SVIDs are smaller. */
const ROOM = 2048;

/** An authority at work: its certificate, and the key that it signs with. */
export interface X509Authority {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** Makes X.509-SVIDs of one authority: a form whose blanks are filled in, signed. */
export class X509Minter {
  readonly #authority: X509Authority;
  readonly #der = new BackwardDer(ROOM);
  readonly #issuer: Buffer;
  readonly #way: Buffer;
  readonly #fixed: Buffer;

  constructor(authority: X509Authority) {
    this.#authority = authority;
    const { certificate, key } = authority;
    [this.#way, this.#issuer] = [algorithm(key.kind), certificate.subject];
    const keyId = certificate.extensions.subjectKeyId ?? keyIdOf(certificate.key);
    this.#fixed = Buffer.concat([
      ...FIXED,
      extension(OID.authorityKeyIdentifier, false, sequence(tlv(plain(0), keyId))),
    ]);
  }

  get certificate(): Certificate {
    return this.#authority.certificate;
  }

  /** DER. It never outlives the authority, whatever was asked. */
  async mint(leaf: Leaf): Promise<Buffer> {
    const { certificate, key } = this.#authority;
    const notAfter = new Date(Math.min(leaf.notAfter.getTime(), certificate.notAfter));
    if (notAfter <= leaf.notBefore) throw new RangeError('the authority ends before the SVID begins');
    const body = this.#body(leaf, notAfter);
    const signature = await key.sign(body, 'der');
    const der = this.#der;
    der.begin();
    der.put(signature);
    der.put(WHOLE_BITS);
    der.around(TAG.bits, 0);
    der.put(this.#way);
    der.put(body);
    der.around(TAG.sequence, 0);
    return der.take();
  }

  /** TBSCertificate (RFC 5280, 4.1.2), from its end to its start. Nothing waits in here: the buffer is one for all. */
  #body({ id, key, notBefore, dnsNames = [] }: Leaf, notAfter: Date): Buffer {
    const der = this.#der;
    der.begin();
    this.#names(id, dnsNames);
    der.put(keyIdOf(key));
    der.put(KEY_ID_HEAD);
    der.put(this.#fixed);
    der.around(TAG.sequence, 0);
    der.around(within(3), 0);
    der.put(key);
    der.put(NO_SUBJECT);
    const behind = der.written;
    der.put(time(notAfter));
    der.put(time(notBefore));
    der.around(TAG.sequence, behind);
    der.put(this.#issuer);
    der.put(this.#way);
    der.put(positive(serial()));
    der.put(VERSION);
    der.around(TAG.sequence, 0);
    return der.take();
  }

  /** The ID, and names for clients that know no SPIFFE; critical, for there is no other subject (RFC 5280, 4.1.2.6). */
  #names(id: SpiffeId, dnsNames: readonly string[]): void {
    const der = this.#der;
    for (const name of dnsNames.toReversed()) {
      const behind = der.written;
      der.text(name);
      der.around(plain(2), behind);
    }
    const behind = der.written;
    der.text(id);
    der.around(plain(6), behind);
    der.around(TAG.sequence, 0);
    der.around(TAG.octets, 0);
    der.put(NAMES_HEAD);
    der.around(TAG.sequence, 0);
  }
}

/** 126 random bits: more than the 64 that nobody can guess (CA/Browser Forum, Baseline Requirements 7.1), always 16 bytes. */
export function serial(): Buffer {
  if (taken === POOL.length) {
    randomFillSync(POOL);
    taken = 0;
  }
  const bytes = Buffer.from(POOL.subarray(taken, (taken += SERIAL)));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

const SERIAL = 16;
/** Random bytes are made for many serials at once, and used once each. */
const POOL = Buffer.alloc(SERIAL * 256);
let taken = POOL.length;
