import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { OID } from '../der/oids.ts';
import { plain, within } from '../der/tags.ts';
import { bits, octets, oid, positive, sequence, time, tlv, TRUE } from '../der/write.ts';
import { extension, keyIdOf, namedBits, organization, uriName } from '../x509/encode.ts';
import { USAGE } from '../x509/extensions.ts';
import { at, ecKey } from './domain.ts';

/** A certificate to be made, with whatever is wrong about it; what is not said is as an SVID has it. */
export interface Forged {
  readonly id?: string;
  readonly key?: KeyObject;
  readonly issuer?: Buffer;
  readonly subject?: Buffer;
  readonly signer: KeyObject;
  readonly signerId?: Buffer;
  readonly version?: Buffer;
  readonly serial?: Buffer;
  readonly from?: Buffer;
  readonly to?: Buffer;
  readonly usage?: Buffer | null;
  readonly constraints?: Buffer | null;
  readonly purposes?: Buffer | null;
  readonly names?: Buffer | null;
  readonly more?: readonly Buffer[];
  readonly algorithm?: Buffer;
  readonly outerAlgorithm?: Buffer;
  readonly hash?: string | null;
  readonly spki?: Buffer;
  /** Done to the signature, and to the whole. */
  readonly spoilSignature?: (signature: Buffer) => Buffer;
  readonly spoil?: (whole: Buffer) => Buffer;
}

export const ecdsa = (id: string = OID.ecdsaSha256): Buffer => sequence(oid(id));
export const usage = (...all: readonly number[]): Buffer => extension(OID.keyUsage, true, namedBits(...all));
export const purposes = (...all: readonly string[]): Buffer =>
  extension(OID.extendedKeyUsage, false, sequence(...all.map(oid)));
export const basic = (...inside: readonly Buffer[]): Buffer =>
  extension(OID.basicConstraints, true, sequence(...inside));
export const names = (...all: readonly Buffer[]): Buffer => extension(OID.subjectAltName, true, sequence(...all));
export const uri = (text: string): Buffer => tlv(plain(6), Buffer.from(text, 'latin1'));
export const dns = (text: string): Buffer => tlv(plain(2), Buffer.from(text, 'latin1'));
export const subtree = (tag: number, ...all: readonly Buffer[]): Buffer =>
  tlv(within(tag), ...all.map((one) => sequence(one)));
export const nameConstraints = (...parts: readonly Buffer[]): Buffer =>
  extension(OID.nameConstraints, true, sequence(...parts));
export const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });
export const named = (name: string): Buffer => organization(name);

export function forge(asked: Forged): Buffer {
  const key = asked.spki ?? spkiOf(asked.key ?? ecKey());
  const way = asked.algorithm ?? ecdsa();
  const parts = [
    asked.usage === undefined ? usage(USAGE.digitalSignature) : asked.usage,
    asked.purposes === undefined ? purposes(OID.serverAuth, OID.clientAuth) : asked.purposes,
    asked.constraints === undefined ? basic() : asked.constraints,
    asked.names === undefined ? uriName(asked.id ?? 'spiffe://acme.test/agent/triage', true) : asked.names,
    extension(OID.subjectKeyIdentifier, false, octets(keyIdOf(key))),
    asked.signerId ? extension(OID.authorityKeyIdentifier, false, sequence(tlv(plain(0), asked.signerId))) : null,
    ...(asked.more ?? []),
  ].filter((part) => part !== null);
  const body = sequence(
    ...[asked.version ?? tlv(within(0), positive(Buffer.of(2))), asked.serial ?? positive(Buffer.of(0x4a, 0x11)), way],
    ...[asked.issuer ?? named('authority'), sequence(asked.from ?? time(at(-60_000)), asked.to ?? time(at(3_600_000)))],
    ...[asked.subject ?? sequence(), key, ...(parts.length > 0 ? [tlv(within(3), sequence(...parts))] : [])],
  );
  const signature = sign(asked.hash === undefined ? 'sha256' : asked.hash, body, asked.signer);
  const whole = sequence(body, asked.outerAlgorithm ?? way, bits(asked.spoilSignature?.(signature) ?? signature));
  return asked.spoil?.(whole) ?? whole;
}

/** An authority as a forger needs it. */
export interface ForgedAuthority {
  readonly key: KeyObject;
  readonly name: Buffer;
  readonly der: Buffer;
}

/** Self-signed when no issuer is given. */
export function forgeAuthority(
  name: string,
  asked: Partial<Forged> & { readonly issuedBy?: ForgedAuthority } = {},
): ForgedAuthority {
  const { issuedBy, ...rest } = asked;
  const key = asked.key ?? ecKey();
  const der = forge({
    ...{ key, subject: named(name), issuer: issuedBy?.name ?? named(name), signer: issuedBy?.key ?? key },
    signerId: keyIdOf(spkiOf(issuedBy?.key ?? key)),
    ...{ usage: usage(USAGE.keyCertSign, USAGE.cRLSign), constraints: basic(TRUE), purposes: null },
    ...{ names: names(uri('spiffe://acme.test')) },
    ...rest,
  });
  return { key, name: rest.subject ?? named(name), der };
}
