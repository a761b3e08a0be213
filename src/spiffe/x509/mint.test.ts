import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKey, localKey } from '../keys/local.ts';
import { KEY_KINDS, type KeyKind } from '../keys/port.ts';
import { parseTrustDomain } from '../id.ts';
import { at, ecKey, NOW, testDomain } from '../testing/domain.ts';
import { spkiOf } from '../testing/forge.ts';
import { parseCertificate } from './certificate.ts';
import { X509Minter } from './leaf.ts';
import { selfSigned } from './self-signed.ts';
import { verifyX509 } from './verify.ts';

const HOUR = 3_600_000;
const pem = (der: Uint8Array): string => new X509Certificate(der).toString();

describe('X.509-SVIDs that are made here', () => {
  it('say what an SVID says, as another reader sees it', async () => {
    const acme = await testDomain('acme.test');
    const key = ecKey();
    const der = await acme.x509.mint({
      ...{ id: acme.id('/agent/triage'), key: spkiOf(key), notBefore: at(0), notAfter: at(HOUR) },
      dnsNames: ['triage.team-a.svc'],
    });
    const seen = new X509Certificate(der);
    expect(seen.subjectAltName).toBe('URI:spiffe://acme.test/agent/triage, DNS:triage.team-a.svc');
    expect(seen.ca).toBe(false);
    expect(seen.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect([new Date(seen.validFrom), new Date(seen.validTo)]).toEqual([at(0), at(HOUR)]);
    expect(seen.checkPrivateKey(key)).toBe(true);
    const authority = new X509Certificate(acme.x509.certificate.raw);
    expect(authority.ca).toBe(true);
    expect(authority.subjectAltName).toBe('URI:spiffe://acme.test');
    expect(seen.checkIssued(authority)).toBe(true);
    expect(seen.verify(authority.publicKey)).toBe(true);
  });

  it.each(Object.keys(KEY_KINDS) as KeyKind[])(
    'verify under an authority of kind %s, here and by openssl',
    async (kind) => {
      const domain = parseTrustDomain('acme.test');
      const key = localKey('x', kind, await generateKey(kind));
      const authority = await selfSigned(domain, key, new Date(Date.now() - HOUR), new Date(Date.now() + HOUR));
      const { id } = await testDomain('acme.test');
      const leaf = await new X509Minter(authority).mint({
        ...{
          id: id('/serve'),
          key: spkiOf(ecKey()),
          notBefore: new Date(Date.now() - 1000),
          notAfter: new Date(Date.now() + HOUR / 2),
        },
      });
      expect(verifyX509([leaf], () => [authority.certificate], Date.now()).id).toBe('spiffe://acme.test/serve');
      const folder = mkdtempSync(join(tmpdir(), 'writ-svid-'));
      try {
        writeFileSync(join(folder, 'authority.pem'), pem(authority.certificate.raw));
        writeFileSync(join(folder, 'leaf.pem'), pem(leaf));
        for (const purpose of ['sslclient', 'sslserver'])
          expect(
            execFileSync(
              'openssl',
              ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'authority.pem', 'leaf.pem'],
              {
                cwd: folder,
                encoding: 'utf8',
              },
            ),
          ).toBe('leaf.pem: OK\n');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it('are read as they were written, whatever the name and the times', async () => {
    const acme = await testDomain('acme.test');
    const key = spkiOf(ecKey());
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[A-Za-z0-9_-]{1,600}$/u),
        fc.integer({ min: -80_000_000, max: 0 }),
        fc.integer({ min: 1, max: 40_000 }),
        async (path, from, length) => {
          const leaf = { id: acme.id(`/${path}`), key, notBefore: at(from), notAfter: at(from + length * 1000) };
          const read = parseCertificate(await acme.x509.mint(leaf));
          expect(read.notBefore).toBe(Math.floor((NOW + from) / 1000) * 1000);
          expect(read.notAfter).toBe(Math.floor((NOW + from + length * 1000) / 1000) * 1000);
          expect(verifyX509([read.raw], acme.bundles.x509, read.notBefore).id).toBe(leaf.id);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('never outlive their authority', async () => {
    const acme = await testDomain('acme.test');
    const leaf = { id: acme.id('/a'), key: spkiOf(ecKey()), notBefore: at(0), notAfter: at(1000 * HOUR) };
    expect(parseCertificate(await acme.x509.mint(leaf)).notAfter).toBe(acme.x509.certificate.notAfter);
    await expect(acme.x509.mint({ ...leaf, notBefore: at(999 * HOUR) })).rejects.toThrow('the authority ends before');
  });

  it('have a serial of their own each', async () => {
    const acme = await testDomain('acme.test');
    const leaf = { id: acme.id('/a'), key: spkiOf(ecKey()), notBefore: at(0), notAfter: at(HOUR) };
    const serials = await Promise.all(
      Array.from({ length: 100 }, async () => parseCertificate(await acme.x509.mint(leaf)).serial),
    );
    expect(new Set(serials.map((one) => one.toString('hex'))).size).toBe(100);
    for (const one of serials) expect(one).toHaveLength(16);
  });
});
