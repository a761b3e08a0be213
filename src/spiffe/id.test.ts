import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOfTrustDomain, parseSpiffeId, parseTrustDomain, parseWorkloadId, pathOf, trustDomainOf } from './id.ts';
import { Refusal } from './refusal.ts';

const GOOD = [
  'spiffe://acme.test',
  'spiffe://acme.test/agent/triage',
  'spiffe://a/b',
  'spiffe://under_score-and.dots/A.b_c-9',
  'spiffe://acme.test/ns/team-a/sa/trainer.v2',
  'spiffe://acme.test/...',
  `spiffe://${'a'.repeat(255)}/x`,
  `spiffe://acme.test/${'a'.repeat(2048 - 'spiffe://acme.test/'.length)}`,
];

const BAD = [
  '',
  'acme.test/agent',
  'SPIFFE://acme.test/agent',
  'spiffe:/acme.test/agent',
  'spiffe:acme.test/agent',
  'https://acme.test/agent',
  ' spiffe://acme.test/agent',
  'spiffe://acme.test/agent ',
  'spiffe://acme.test/agent\n',
  'spiffe://acme.test/agent\u0000',
  'spiffe://',
  'spiffe:///agent',
  'spiffe://Acme.test/agent',
  'spiffe://acme.test:443/agent',
  'spiffe://user@acme.test/agent',
  'spiffe://acmé.test/agent',
  'spiffe://acme.test/',
  'spiffe://acme.test/agent/',
  'spiffe://acme.test//agent',
  'spiffe://acme.test/./agent',
  'spiffe://acme.test/agent/..',
  'spiffe://acme.test/%61gent',
  'spiffe://acme.test/agent?x=1',
  'spiffe://acme.test/agent#x',
  'spiffe://acme.test?x',
  'spiffe://acme.test/agent/ü',
  'spiffe://acme.test/a:b',
  'spiffe://acme.test/a,b',
  `spiffe://${'a'.repeat(256)}/x`,
  `spiffe://acme.test/${'a'.repeat(2048)}`,
];

describe('SPIFFE IDs (SPIFFE-ID 2)', () => {
  it.each(GOOD)('takes %s', (text) => {
    const id = parseSpiffeId(text);
    expect(`${idOfTrustDomain(trustDomainOf(id))}${pathOf(id)}`).toBe(text);
  });

  it.each(BAD)('refuses %j', (text) => {
    expect(() => parseSpiffeId(text)).toThrow(Refusal);
  });

  it('is nobody without a path', () => {
    expect(() => parseWorkloadId('spiffe://acme.test')).toThrow(new Refusal('no-path'));
  });

  it('takes exactly what the specification writes down', () => {
    const segment = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/u;
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.array(fc.string({ unit: fc.constantFrom('a', 'Z', '9', '.', '_', '-', '/', '%', '~', 'ü'), maxLength: 4 })),
        (domain, path) => {
          const text = ['spiffe:/', domain, ...path].join('/');
          const [name = '', ...segments] = text.slice('spiffe://'.length).split('/');
          const allowed = /^[a-z0-9._-]{1,255}$/u.test(name) && segments.every((one) => segment.test(one));
          let taken = true;
          try {
            parseSpiffeId(text);
          } catch {
            taken = false;
          }
          expect(taken).toBe(allowed);
        },
      ),
    );
  });

  it('parses names of trust domains without a scheme only', () => {
    expect(parseTrustDomain('acme.test')).toBe('acme.test');
    for (const bad of ['', 'Acme', 'spiffe://acme.test', 'acme.test/x', 'a b', 'acme.test\n'])
      expect(() => parseTrustDomain(bad)).toThrow(Refusal);
  });
});
