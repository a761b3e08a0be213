import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that its holder gets once, and what is kept of it. */
export interface Minted {
  readonly secret: string;
  readonly hash: Buffer;
}

/** 256 bits, base64url, behind a prefix by which secret scanners know it. */
export function mint(prefix = ''): Minted {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret) };
}

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** What a page of a session must send with what it changes: nobody else's page can know it. */
export const csrfOf = (session: string): string => createHmac('sha256', session).update('csrf').digest('base64url');

export function same(one: string, other: string): boolean {
  return timingSafeEqual(hashOf(one), hashOf(other));
}
