import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Svids } from '../../src/issuer/svids.ts';
import { USUAL } from '../../src/issuer/policy.ts';
import { Bundles } from '../../src/spiffe/bundle/bundle.ts';
import { parseBundle } from '../../src/spiffe/bundle/parse.ts';
import { parseSpiffeId, parseTrustDomain } from '../../src/spiffe/id.ts';
import { verifyX509 } from '../../src/spiffe/x509/verify.ts';
import { controlPlane, type ControlPlane, type SignedIn } from '../api/control-plane.ts';

const DOMAIN = parseTrustDomain('example.org');
const ID = parseSpiffeId('spiffe://example.org/serving/a');
const PUBLIC = 'https://writ.example.org';
const SPKI = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
const ADMINISTRATOR = [{ role: 'administrator', environment: '*', team: '*' }] as const;

let plane: ControlPlane;
let ada: SignedIn;
beforeAll(async () => {
  plane = await controlPlane({ publicUrl: PUBLIC });
  ada = await plane.person('ada', ADMINISTRATOR);
}, 60_000);
afterAll(() => plane.close());

const get = async (path: string): Promise<{ readonly headers: Headers; readonly text: string }> => {
  const answer = await fetch(`${plane.url}${path}`);
  expect(answer.status).toBe(200);
  return { headers: answer.headers, text: await answer.text() };
};
const svids = (): Svids => new Svids({ issuer: plane.issuer, policy: USUAL, now: () => new Date(), url: PUBLIC });
const bundles = async (): Promise<Bundles> => new Bundles([parseBundle(DOMAIN, (await get('/bundle')).text)]);

interface Shown {
  readonly name: string;
  readonly sequence: number;
  readonly authorities: readonly {
    readonly id: string;
    readonly usage: string;
    readonly state: string;
    readonly retiring: boolean;
    readonly fingerprint: string;
  }[];
}
const shown = async (): Promise<Shown> => (await ada.ask('GET', '/api/trust-domain')).body as Shown;
const active = async (usage: string): Promise<string> =>
  (await shown()).authorities.find((one) => one.usage === usage && one.state === 'active')?.id ?? '';
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries++) {
    expect(tries).toBeLessThan(200);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

describe('what verifiers read', () => {
  it('is the bundle, by which they believe an SVID', async () => {
    const { headers, text } = await get('/bundle');
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'application/json; charset=utf-8',
      'public, max-age=300',
    ]);
    expect(JSON.parse(text)).toMatchObject({ spiffe_refresh_hint: 300, spiffe_sequence: expect.any(Number) as number });
    expect(text).not.toContain('"d"');
    const { chain } = await svids().x509({ id: ID, key: SPKI });
    expect(verifyX509(chain, (await bundles()).x509, Date.now()).id).toBe(ID);
  });

  it('is enough for a reader that knows OpenID Connect only', async () => {
    const discovery = JSON.parse((await get('/.well-known/openid-configuration')).text) as Record<string, unknown>;
    expect(discovery).toMatchObject({
      ...{ issuer: PUBLIC, jwks_uri: `${PUBLIC}/keys`, id_token_signing_alg_values_supported: ['ES256'] },
      ...{ response_types_supported: ['id_token'], subject_types_supported: ['public'] },
    });
    const keys = createLocalJWKSet(JSON.parse((await get('/keys')).text) as JSONWebKeySet);
    const { token } = await svids().jwt({ id: ID, audience: ['sts.amazonaws.com'] });
    const { payload } = await jwtVerify(token, keys, { issuer: PUBLIC, audience: 'sts.amazonaws.com' });
    expect(payload).toMatchObject({ sub: ID, jti: expect.any(String) as string });
  });

  it('names this machine where nobody said how it is reached', async () => {
    const local = await controlPlane();
    const answer = await fetch(`${local.url}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({ issuer: local.url, jwks_uri: `${local.url}/keys` });
    await local.close();
  }, 60_000);
});

describe('an administrator', () => {
  it('sees the authorities', async () => {
    const { name, authorities } = await shown();
    expect(name).toBe('example.org');
    expect(authorities.map(({ usage, state }) => `${usage} ${state}`).sort()).toEqual(['jwt active', 'x509 active']);
    for (const { fingerprint } of authorities) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('lets one retire: the next is in the bundle at once, and signs later', async () => {
    const id = await active('jwt');
    expect((await ada.ask('POST', `/api/trust-domain/authorities/${id}/retire`)).status).toBe(204);
    await until(async () => (await shown()).authorities.filter(({ usage }) => usage === 'jwt').length === 2);
    expect(await active('jwt')).toBe(id);
    expect((JSON.parse((await get('/keys')).text) as JSONWebKeySet).keys).toHaveLength(2);
    const prepared = (await shown()).authorities.find(({ state }) => state === 'prepared')?.id ?? '';
    expect((await ada.ask('POST', `/api/trust-domain/authorities/${prepared}/retire`)).status).toBe(409);
  });

  it('distrusts one: nothing that it signed is believed, another signs, and the record says who and why', async () => {
    const id = await active('x509');
    const { chain } = await svids().x509({ id: ID, key: SPKI });
    const path = `/api/trust-domain/authorities/${id}/distrust`;
    expect((await ada.ask('POST', path, {})).status).toBe(400);
    expect((await ada.ask('POST', path, { reason: 'its machine was taken' })).status).toBe(204);
    expect((await ada.ask('POST', path, { reason: 'its machine was taken' })).status).toBe(404);
    await until(async () => (await active('x509')) !== '' && plane.issuer.x509?.authority !== id);
    const now = await bundles();
    expect(() => verifyX509(chain, now.x509, Date.now())).toThrow();
    const next = await svids().x509({ id: ID, key: SPKI });
    expect(verifyX509(next.chain, now.x509, Date.now()).id).toBe(ID);
    const entry = (await plane.entries()).find(({ kind }) => kind === 'authority-distrusted');
    expect(entry).toMatchObject({ object: id, reason: 'its machine was taken', policy: 'route:distrust-authority' });
    expect(entry?.onBehalfOf).toContain(ada.id);
  });
});
