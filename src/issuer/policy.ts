import { WritError } from '../model/errors.ts';
import { isSound, type RotationPolicy } from '../spiffe/authority/rotation.ts';
import type { KeyKind } from '../spiffe/keys/port.ts';
import type { AuthorityUsage } from '../store/tables.ts';

/** How the trust domain issues. Times in milliseconds. */
export interface IssuingPolicy {
  readonly keys: Readonly<Record<AuthorityUsage, KeyKind>>;
  /** Life of what is signed, at most. */
  readonly svidTtl: Readonly<Record<AuthorityUsage, number>>;
  readonly authorityTtl: number;
  /** How often whoever holds a copy of the bundle looks again. */
  readonly refresh: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An hour for X.509-SVIDs, five minutes for JWT-SVIDs (the usual of issuers); authorities of a week. */
export const USUAL: IssuingPolicy = {
  keys: { x509: 'ec-p256', jwt: 'ec-p256' },
  svidTtl: { x509: HOUR, jwt: 5 * MINUTE },
  authorityTtl: 7 * 24 * HOUR,
  refresh: 5 * MINUTE,
};

/** Verifiers miss a look now and then, so a key is known for several before it signs. */
const LOOKS = 3;

export const rotationOf = (
  { svidTtl, authorityTtl, refresh }: IssuingPolicy,
  usage: AuthorityUsage,
): RotationPolicy => ({ authorityTtl, svidTtl: svidTtl[usage], propagation: LOOKS * refresh });

/** Throws where authorities would end before what they sign. */
export function checkPolicy(policy: IssuingPolicy): void {
  for (const usage of ['x509', 'jwt'] as const)
    if (!isSound(rotationOf(policy, usage)))
      throw new WritError(
        'bad-configuration',
        `trustDomain: half the life of an authority is shorter than an ${usage === 'x509' ? 'X.509' : 'JWT'}-SVID lives and verifiers take to know the next one`,
      );
}
