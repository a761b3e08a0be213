import { isIP } from 'node:net';
import { Refused } from '../../refused.ts';

/** Whom a passkey is for. Its browser signs the origin, and its device keeps it under the id. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Passkeys are for names: browsers make none for an address of digits. Undefined there. */
export function relyingPartyAt(origin: string): RelyingParty | undefined {
  const { hostname } = new URL(origin);
  return isIP(hostname.replaceAll(/^\[|\]$/gu, '')) === 0 ? { id: hostname, origin } : undefined;
}

/** The same where there must be one. The origin is one that the site knows as its own. */
export function relyingPartyOf(origin: string): RelyingParty {
  const found = relyingPartyAt(origin);
  if (!found)
    throw new Refused('bad-request', `passkeys are for names: open it under one, not as ${origin}`, 'no-name');
  return found;
}
