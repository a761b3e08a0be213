import { Refusal } from './refusal.ts';

declare const branded: unique symbol;
/** `spiffe://TRUST-DOMAIN[/PATH]` as SPIFFE-ID 2 has it: what has this type was parsed here. */
export type SpiffeId = string & { readonly [branded]: 'SpiffeId' };
/** The name of a trust domain, without a scheme. */
export type TrustDomain = string & { readonly [branded]: 'TrustDomain' };

/** Bytes of an ID that everybody can hold (SPIFFE-ID 2.3). */
const LONGEST = 2048;
const SCHEME = 'spiffe://';
const NAME = /^[a-z0-9._-]{1,255}$/u;
const SEGMENT = /^[A-Za-z0-9._-]+$/u;

/** Throws a `Refusal` of code `bad-trust-domain`. The one place that makes the type. */
export function parseTrustDomain(text: string): TrustDomain {
  if (!NAME.test(text))
    throw new Refusal('bad-trust-domain', 'one to 255 of lower-case letters, digits, dots, dashes and underscores');
  return text as TrustDomain;
}

/** Throws a `Refusal`; the ID of a trust domain itself has no path. The one place that makes the type. */
export function parseSpiffeId(text: string): SpiffeId {
  if (text.length > LONGEST) throw new Refusal('bad-id', `it is longer than ${LONGEST} bytes`);
  if (!text.startsWith(SCHEME)) throw new Refusal('bad-id', `it does not begin with ${SCHEME}`);
  const slash = text.indexOf('/', SCHEME.length);
  parseTrustDomain(slash < 0 ? text.slice(SCHEME.length) : text.slice(SCHEME.length, slash));
  if (slash >= 0) for (const segment of text.slice(slash + 1).split('/')) checkSegment(segment);
  return text as SpiffeId;
}

function checkSegment(segment: string): void {
  if (segment === '') throw new Refusal('bad-id', 'a segment of its path is empty');
  if (segment === '.' || segment === '..') throw new Refusal('bad-id', 'its path holds a segment of dots');
  if (!SEGMENT.test(segment))
    throw new Refusal('bad-id', 'its path holds something else than letters, digits, dots, dashes and underscores');
}

/** An ID that somebody can be known by: it has a path. */
export function parseWorkloadId(text: string): SpiffeId {
  const id = parseSpiffeId(text);
  if (pathOf(id) === '') throw new Refusal('no-path');
  return id;
}

export function trustDomainOf(id: SpiffeId): TrustDomain {
  const slash = id.indexOf('/', SCHEME.length);
  return (slash < 0 ? id.slice(SCHEME.length) : id.slice(SCHEME.length, slash)) as TrustDomain;
}

/** With its first slash; empty for the ID of a trust domain. */
export function pathOf(id: SpiffeId): string {
  const slash = id.indexOf('/', SCHEME.length);
  return slash < 0 ? '' : id.slice(slash);
}

/** The ID of the trust domain itself, which its authorities carry. */
export const idOfTrustDomain = (domain: TrustDomain): SpiffeId => `${SCHEME}${domain}` as SpiffeId;
