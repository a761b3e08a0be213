import { OID } from '../der/oids.ts';
import { within } from '../der/tags.ts';
import { octets, positive, sequence, tlv, TRUE } from '../der/write.ts';
import { idOfTrustDomain, type TrustDomain } from '../id.ts';
import type { SigningKey } from '../keys/port.ts';
import { parseCertificate } from './certificate.ts';
import {
  algorithm,
  extension,
  keyIdOf,
  namedBits,
  organization,
  signed,
  uriName,
  validity,
  VERSION,
} from './encode.ts';
import { USAGE } from './extensions.ts';
import { serial, type X509Authority } from './leaf.ts';

/** A new authority of a trust domain: its key signs its own certificate (X509-SVID 3.2), which carries the ID of the trust domain. */
export async function selfSigned(
  domain: TrustDomain,
  key: SigningKey,
  notBefore: Date,
  notAfter: Date,
): Promise<X509Authority> {
  const spki = key.publicKey.export({ type: 'spki', format: 'der' });
  const number = serial();
  // Authorities that follow each other have one name each, so that whoever builds chains by name never tries the wrong key.
  const name = organization(`${domain} ${number.subarray(0, 4).toString('hex')}`);
  const extensions = sequence(
    extension(OID.keyUsage, true, namedBits(USAGE.keyCertSign, USAGE.cRLSign)),
    extension(OID.basicConstraints, true, sequence(TRUE)),
    extension(OID.subjectKeyIdentifier, false, octets(keyIdOf(spki))),
    uriName(idOfTrustDomain(domain), false),
  );
  const body = sequence(
    ...[VERSION, positive(number), algorithm(key.kind), name, validity(notBefore, notAfter)],
    ...[name, spki, tlv(within(3), extensions)],
  );
  return { certificate: parseCertificate(signed(body, key.kind, await key.sign(body, 'der'))), key };
}
