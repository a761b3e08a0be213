import { OID } from '../der/oids.ts';
import { parseSpiffeId, parseWorkloadId, pathOf, trustDomainOf, type SpiffeId, type TrustDomain } from '../id.ts';
import { Refusal } from '../refusal.ts';
import { LARGEST_CERTIFICATE, parseCertificate, type Certificate } from './certificate.ts';
import { checkConstraints } from './constraints.ts';
import { NAME_TAG, USAGE } from './extensions.ts';
import { keyTypeOf } from './key-type.ts';
import { isSignedBy } from './signatures.ts';

/** Who stands behind an X.509-SVID that was shown. */
export interface VerifiedX509 {
  readonly id: SpiffeId;
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** From the leaf, whose key it is, to the authority of the bundle. */
  readonly chain: readonly Certificate[];
}

/** The authorities of a trust domain; undefined for one that is not trusted. */
export type Authorities = (domain: TrustDomain) => readonly Certificate[] | undefined;

/** Certificates between an SVID and the authority of its bundle; more are no chain but an attack. */
const LONGEST_CHAIN = 6;

/**
 * Checks an X.509-SVID (X509-SVID 5) as DER, the leaf first: against the bundle of its own trust domain only, at a moment in milliseconds.
 * Throws a `Refusal`. That whoever shows it holds its key is the business of the handshake.
 */
export function verifyX509(shown: readonly Uint8Array[], authorities: Authorities, at: number): VerifiedX509 {
  if (shown.length > LONGEST_CHAIN) throw new Refusal('long-chain', `${LONGEST_CHAIN} certificates`);
  if (shown.reduce((sum, { length }) => sum + length, 0) > LARGEST_CERTIFICATE * 2)
    throw new Refusal('too-large', `${LARGEST_CERTIFICATE * 2} bytes`);
  const [leaf, ...rest] = shown.map(parseCertificate);
  if (!leaf) throw new Refusal('malformed', 'there is no certificate');
  const id = idOfLeaf(leaf);
  checkTime(leaf, at);
  const trusted = authorities(trustDomainOf(id));
  if (!trusted) throw new Refusal('unknown-trust-domain', trustDomainOf(id));
  keyTypeOf(leaf.key);
  const chain = chainOf(leaf, rest, trusted, at);
  return {
    ...{ id, serial: leaf.serial.toString('hex'), chain },
    ...{ notBefore: leaf.notBefore, notAfter: leaf.notAfter },
  };
}

/** What makes a certificate an SVID of a workload (X509-SVID 2, 4.3, 4.4 and 5.2). */
function idOfLeaf(leaf: Certificate): SpiffeId {
  const { usage, authority, purposes, names, notUnderstood } = leaf.extensions;
  checkUnderstood(notUnderstood);
  if (authority) throw new Refusal('is-authority', 'it may sign certificates');
  if (!usage?.critical) throw new Refusal('key-usage', 'there is none that is critical');
  if (usage.bits.has(USAGE.keyCertSign) || usage.bits.has(USAGE.cRLSign))
    throw new Refusal('is-authority', 'its key is for signing certificates or their revocation');
  if (!usage.bits.has(USAGE.digitalSignature)) throw new Refusal('key-usage', 'its key is not for signatures');
  if (purposes && !purposes.has(OID.anyUsage) && !(purposes.has(OID.serverAuth) && purposes.has(OID.clientAuth)))
    throw new Refusal('key-usage', 'it is not for both sides of a connection');
  const uris = (names?.all ?? []).filter(({ tag }) => tag === NAME_TAG.uri);
  const [uri] = uris;
  if (!uri) throw new Refusal('no-uri');
  if (uris.length > 1) throw new Refusal('many-uris', String(uris.length));
  return parseWorkloadId(uri.base);
}

/** The way from the leaf to an authority of the bundle, each link of it checked. */
function chainOf(
  leaf: Certificate,
  between: readonly Certificate[],
  trusted: readonly Certificate[],
  at: number,
): readonly Certificate[] {
  const chain = [leaf];
  for (const open = new Set(between); ;) {
    const last = chain.at(-1) ?? leaf;
    const anchor = issuerOf(last, trusted);
    const next = anchor ?? issuerOf(last, [...open]);
    if (!next) throw new Refusal('no-chain');
    open.delete(next);
    checkAuthority(next, chain, at);
    chain.push(next);
    if (anchor) return chain;
  }
}

function issuerOf(certificate: Certificate, among: readonly Certificate[]): Certificate | undefined {
  const wanted = certificate.extensions.authorityKeyId;
  return among.find((one) => {
    const keyId = one.extensions.subjectKeyId;
    if (!one.subject.equals(certificate.issuer) || (wanted && keyId && !wanted.equals(keyId))) return false;
    return isSignedBy(certificate, one);
  });
}

/** What makes a certificate one that may sign those before it (RFC 5280, 6.1; X509-SVID 3.2). */
function checkAuthority(one: Certificate, below: readonly Certificate[], at: number): void {
  const { authority, usage, names, notUnderstood } = one.extensions;
  checkTime(one, at);
  checkUnderstood(notUnderstood);
  if (!authority) throw new Refusal('no-authority', 'it says so itself');
  if (usage && !usage.bits.has(USAGE.keyCertSign)) throw new Refusal('no-authority', 'its key is not for that');
  // Those that issue to themselves do not count (RFC 5280, 4.2.1.9), nor does the leaf.
  const count = below.slice(1).filter(({ issuer, subject }) => !issuer.equals(subject)).length;
  if (authority.pathLength !== undefined && count > authority.pathLength) throw new Refusal('path-length');
  for (const { tag, base } of names?.all ?? [])
    if (tag === NAME_TAG.uri && base.startsWith('spiffe:') && pathOf(parseSpiffeId(base)) !== '')
      throw new Refusal('no-authority', 'its SPIFFE ID has a path');
  for (const other of below) checkConstraints(one, other);
}

function checkTime({ notBefore, notAfter }: Certificate, at: number): void {
  if (at < notBefore) throw new Refusal('not-yet-valid');
  if (at > notAfter) throw new Refusal('expired');
}

function checkUnderstood([first]: readonly string[]): void {
  if (first !== undefined) throw new Refusal('critical-extension', first);
}
