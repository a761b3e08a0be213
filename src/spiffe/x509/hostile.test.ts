import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { NOW } from '../testing/domain.ts';
import { forge, forgeAuthority, named } from '../testing/forge.ts';
import { parseCertificate } from './certificate.ts';
import { verifyX509 } from './verify.ts';

const authority = forgeAuthority('authority');
const leaf = forge({ issuer: named('authority'), signer: authority.key });
const trusted = [parseCertificate(authority.der)];

/** Undefined when it was refused. */
function taken(shown: readonly Uint8Array[]): string | undefined {
  try {
    return verifyX509(shown, () => trusted, NOW).id;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return undefined;
  }
}

describe('bytes that somebody else made', () => {
  it('are refused when one bit of them was changed, wherever', () => {
    fc.assert(
      fc.property(fc.nat(leaf.length * 8 - 1), (bit) => {
        const changed = Buffer.from(leaf);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(taken([changed])).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });

  it('are refused when they are cut, repeated or lengthened', () => {
    fc.assert(
      fc.property(fc.nat(leaf.length - 1), fc.nat(leaf.length - 1), (from, to) => {
        expect(taken([leaf.subarray(0, from)])).toBeUndefined();
        if (from !== to) expect(taken([Buffer.concat([leaf.subarray(0, from), leaf.subarray(to)])])).toBeUndefined();
      }),
    );
  });

  it('never do worse than be refused', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), (shown) => {
        expect(taken(shown)).toBeUndefined();
      }),
    );
  });

  it('would be taken as they were', () => {
    expect(taken([leaf])).toBe('spiffe://acme.test/agent/triage');
  });
});
