import { describe, expect, it } from 'vitest';
import { parseTrustDomain } from '../id.ts';
import { Refusal } from '../refusal.ts';
import { testDomain } from '../testing/domain.ts';
import { parseBundle } from './parse.ts';
import { printBundle } from './print.ts';

interface Entry {
  use?: unknown;
  kty?: unknown;
  kid?: unknown;
  x5c?: unknown;
  [other: string]: unknown;
}

async function entries(): Promise<{ readonly all: readonly Entry[]; readonly text: string }> {
  const text = printBundle((await testDomain('acme.test')).bundle);
  return { all: (JSON.parse(text) as { keys: Entry[] }).keys, text };
}

const parse = (keys: unknown, more: object = {}) =>
  parseBundle(parseTrustDomain('acme.test'), JSON.stringify({ keys, ...more }));

describe('a SPIFFE bundle', () => {
  it('is what it was after it has travelled', async () => {
    const { bundle } = await testDomain('acme.test');
    const again = parseBundle(bundle.domain, printBundle({ ...bundle, sequence: 7, refreshHint: 300 }));
    expect(again).toMatchObject({ domain: 'acme.test', sequence: 7, refreshHint: 300 });
    expect(again.x509.map(({ raw }) => raw)).toEqual(bundle.x509.map(({ raw }) => raw));
    expect(again.jwt.get('key-1')?.equals(bundle.jwt.get('key-1') ?? never())).toBe(true);
  });

  it('names what an entry is for; certificates have no kid and exactly one x5c', async () => {
    const { all } = await entries();
    expect(all.map(({ use, kid, kty }) => [use, kid, kty])).toEqual([
      ['x509-svid', undefined, 'EC'],
      ['jwt-svid', 'key-1', 'EC'],
    ]);
    expect(all.map(({ x5c }) => (x5c as unknown[] | undefined)?.length)).toEqual([1, undefined]);
    for (const entry of all) expect(entry).not.toHaveProperty('d');
  });

  it('leaves out what it does not know, as the specification has it', async () => {
    const { all } = await entries();
    const [x509, jwt] = all;
    const bundle = parse([
      ...all,
      { ...jwt, use: 'wit-svid', kid: 'w' },
      { ...jwt, use: undefined, kid: 'u' },
      { ...jwt, use: 'JWT-SVID', kid: 'c' },
      { kty: 'AKP', use: 'jwt-svid', kid: 'pq' },
      { ...x509, x5c: [] },
      { ...x509, x5c: undefined },
      7,
      null,
    ]);
    expect([bundle.x509.length, [...bundle.jwt.keys()]]).toEqual([1, ['key-1']]);
  });

  it.each([
    ['no JSON', () => '{'],
    ['a list', () => '[]'],
    ['no keys', () => '{}'],
    ['keys that are no list', () => '{"keys":{}}'],
    ['a text of 5 MiB', () => ' '.repeat(5 << 20)],
    ['2,000 keys', () => JSON.stringify({ keys: Array.from({ length: 2000 }, () => ({})) })],
  ])('is refused: %s', (_, text) => {
    expect(() => parseBundle(parseTrustDomain('acme.test'), text())).toThrow(Refusal);
  });

  it.each<[string, (x509: Entry, jwt: Entry) => readonly unknown[]]>([
    ['a certificate that is none', (x509) => [{ ...x509, x5c: ['AAAA'] }]],
    ['a certificate in the other alphabet', (x509) => [{ ...x509, x5c: ['-_-_'] }]],
    ['a certificate that is no text', (x509) => [{ ...x509, x5c: [7] }]],
    ['a key without a name', (_, jwt) => [{ ...jwt, kid: undefined }]],
    ['two keys of one name', (_, jwt) => [jwt, jwt]],
    ['a key that is none', (_, jwt) => [{ ...jwt, x: 'AAAA' }]],
    ['a point that is not on its curve', (_, jwt) => [{ ...jwt, x: jwt['y'] }]],
  ])('is refused as a whole: %s', async (_, make) => {
    const { all } = await entries();
    const [x509 = {}, jwt = {}] = all;
    expect(() => parse(make(x509, jwt))).toThrow(Refusal);
  });

  it('takes no private key, should somebody publish one, and no number that it cannot hold', async () => {
    const { all } = await entries();
    const [, jwt] = all;
    const bundle = parse([{ ...jwt, d: 'AAAA' }], { spiffe_sequence: 2 ** 60, spiffe_refresh_hint: -1 });
    expect(bundle.jwt.get('key-1')?.type).toBe('public');
    expect([bundle.sequence, bundle.refreshHint]).toEqual([undefined, undefined]);
  });
});

function never(): never {
  throw new Error('there is no key');
}
