import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { Bundles } from '../bundle/bundle.ts';
import { parseBundle } from '../bundle/parse.ts';
import { printBundle, printKeys } from '../bundle/print.ts';
import { generateKey, localKey } from '../keys/local.ts';
import { KEY_KINDS, type KeyKind } from '../keys/port.ts';
import { at, NOW, testDomain } from '../testing/domain.ts';
import { JwtMinter } from './mint.ts';
import { verifyJwt } from './verify.ts';

describe('JWT-SVIDs that are made here', () => {
  it.each(Object.keys(KEY_KINDS) as KeyKind[])('verify under a key of kind %s, here and by jose', async (kind) => {
    const { domain, id } = await testDomain('acme.test');
    const key = localKey('j', kind, await generateKey(kind));
    const claims = { id: id('/agent/triage'), audience: ['db'], issuedAt: at(0), expiresAt: at(300_000) };
    const token = await new JwtMinter({ keyId: 'k', key }).mint({
      ...claims,
      issuer: 'https://acme.test',
      tokenId: 't',
    });
    const bundle = { domain, x509: [], jwt: new Map([['k', key.publicKey]]) };
    expect(verifyJwt(token, ['db'], new Bundles([bundle]).jwt, NOW)).toMatchObject({
      ...{ id: claims.id, audience: ['db'], issuedAt: NOW, expiresAt: NOW + 300_000 },
      claims: { iss: 'https://acme.test', jti: 't' },
    });
    const keys = createLocalJWKSet(JSON.parse(printKeys(bundle)) as JSONWebKeySet);
    const { payload } = await jwtVerify(token, keys, { audience: 'db', currentDate: at(0) });
    expect(payload.sub).toBe(claims.id);
    // The bundle says the same when it has travelled.
    expect(verifyJwt(token, ['db'], new Bundles([parseBundle(domain, printBundle(bundle))]).jwt, NOW).id).toBe(
      claims.id,
    );
  });

  it('are meant for somebody', async () => {
    const { jwt, id } = await testDomain('acme.test');
    const claims = { id: id('/a'), issuedAt: at(0), expiresAt: at(1000) };
    await expect(jwt.mint({ ...claims, audience: [] })).rejects.toThrow(RangeError);
    await expect(jwt.mint({ ...claims, audience: ['db', ''] })).rejects.toThrow(RangeError);
  });
});
