import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLink } from '../../src/api/sign-in/links.ts';
import { csrfOf } from '../../src/api/sign-in/secrets.ts';
import { linkAccount, personOf, putPerson } from '../../src/store/rows/people.ts';
import { FakeProvider, network } from '../fakes/oidc.ts';
import { Jar, openLink, type Page } from './browser-jar.ts';
import { ask, controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

/** Shapes that the providers' documentation gives, constructed here: no token of a real tenant. */
const TENANT = '11111111-2222-4333-8444-555555555555';
const entra = new FakeProvider(`https://login.microsoftonline.com/${TENANT}/v2.0`);
const google = new FakeProvider('https://accounts.google.com');
const okta = new FakeProvider('https://acme.okta.com/oauth2/default', {
  id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
});
const ENTRA = {
  sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
  tid: TENANT,
  oid: '00000000-0000-0000-66f3-3332eca7ea81',
  ver: '2.0',
  name: 'Abe Lincoln',
  preferred_username: 'abe@acme.test',
};
const GOOGLE = {
  sub: '10769150350006150715113082367',
  azp: 'writ',
  hd: 'acme.test',
  email: 'abe@acme.test',
  email_verified: true,
  name: 'Abe L',
};
const OKTA = {
  sub: '00uid4BxXw6I6TV4m0g3',
  ver: 1,
  jti: 'ID.4eAWJOCMB3SX8XewDfVR',
  amr: ['pwd'],
  idp: '00oHzFcXCRnuqAYC',
  preferred_username: 'abe@acme.test',
  groups: ['writ'],
};

describe('attacks on signing in', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  beforeAll(async () => {
    const clientId = 'writ';
    plane = await controlPlane({
      signIn: {
        triesPerMinute: 100_000,
        fetch: network(entra, google, okta),
        providers: [
          { id: 'entra', name: 'Entra', issuer: entra.issuer, clientId, clientSecret: 's', claims: { tid: [TENANT] }, userNameClaim: 'preferred_username' },
          { id: 'google', name: 'Google', issuer: google.issuer, clientId, domains: ['acme.test'] },
          { id: 'okta', name: 'Okta', issuer: okta.issuer, clientId, clientSecret: 'okta-secret', claims: { groups: ['writ'] }, enrol: true },
        ],
      },
    });
    admin = await plane.person('ada', [{ role: 'administrator', environment: '*', team: '*' }]);
  }, 120_000);
  afterAll(() => plane.close());
  afterEach(() => {
    for (const one of [entra, google, okta]) Object.assign(one, { signWith: one.key, header: {}, claims: {}, down: false });
  });

  const begin = async (jar: Jar, provider: string, returns = '/account'): Promise<string> => {
    const { csrf } = await jar.get('/sign-in');
    const page = await jar.post(`/sign-in/oidc/${provider}`, { csrf, return: returns });
    return (/<a href="(https:[^"]+)"/u.exec(page.text)?.[1] ?? '').replaceAll('&amp;', '&');
  };
  const back = (jar: Jar, url: URL): Promise<Page> => jar.get(`${url.pathname}${url.search}`);
  const through = async (jar: Jar, at: FakeProvider, id: string, claims: Record<string, unknown>): Promise<Page> => {
    at.claims = claims;
    return back(jar, at.authorize(await begin(jar, id)));
  };
  const who = async (jar: Jar) => (await ask(plane.url, 'GET', '/api/me', undefined, { cookie: jar.cookie })).body as { readonly id?: string };
  const enrolled = async (userName: string): Promise<string> =>
    ((await admin.ask('POST', '/api/people', { name: 'Abe', userName })).body as { readonly id: string }).id;
  const linkFor = (id: string) => plane.store.change({ actor: 'test', now: new Date() }, (change) => makeLink(change, { for: 'person', person: id }));

  it('knows people of Entra, Google and Okta by issuer and subject, and the same person by each of its accounts', async () => {
    const jar = new Jar(plane.url);
    expect((await through(jar, entra, 'entra', ENTRA)).status).toBe(403);
    const id = await enrolled('abe@acme.test');
    expect(await through(jar, entra, 'entra', ENTRA)).toMatchObject({ status: 303, to: '/account' });
    expect((await who(jar)).id).toBe(id);
    const unknown = await through(new Jar(plane.url), google, 'google', GOOGLE);
    expect([unknown.status, unknown.text]).toEqual([403, expect.stringContaining(`realm ${google.issuer}, name ${GOOGLE.sub}`)]);
    const account = { system: 'subject', realm: google.issuer, name: GOOGLE.sub };
    expect((await admin.ask('POST', `/api/people/${id}/accounts`, account)).status).toBe(201);
    const second = new Jar(plane.url);
    expect((await through(second, google, 'google', { ...GOOGLE, email: 'abe.new@acme.test' })).status).toBe(303);
    expect((await who(second)).id).toBe(id);
    expect((await admin.ask('POST', `/api/people/${admin.id}/accounts`, account)).status).toBe(409);
    const third = new Jar(plane.url);
    expect((await through(third, okta, 'okta', OKTA)).status).toBe(303);
    expect((await who(third)).id).not.toBe(id);
    const ledger = await plane.entries();
    expect(ledger.filter(({ kind, policy }) => kind === 'session-begun' && policy === 'sign-in:oidc:entra')).toHaveLength(1);
    expect(ledger.filter(({ kind, reason }) => kind === 'sign-in-failed' && reason === 'unknown-subject')).toHaveLength(2);
  });

  it('takes nobody for another one who has the name or the address now', async () => {
    const jar = new Jar(plane.url);
    expect((await through(jar, entra, 'entra', { ...ENTRA, sub: 'someone-else' })).status).toBe(403);
    expect((await through(jar, google, 'google', { ...GOOGLE, sub: 'other' })).status).toBe(403);
  });

  it.each([
    ['another tenant', entra, 'entra', { ...ENTRA, tid: 'x' }],
    ['another domain', google, 'google', { ...GOOGLE, email: 'abe@evil.test' }],
    ['an address that is not verified', google, 'google', { ...GOOGLE, email_verified: false }],
    ['a text for verified', google, 'google', { ...GOOGLE, email_verified: 'true' }],
    ['no group', okta, 'okta', { ...OKTA, groups: ['others'] }],
    ['another nonce', okta, 'okta', { ...OKTA, nonce: 'x' }],
    ['no nonce', okta, 'okta', { ...OKTA, nonce: undefined }],
    ['another audience', okta, 'okta', { ...OKTA, aud: 'other' }],
    ['one more audience', okta, 'okta', { ...OKTA, aud: ['writ', 'other'], azp: 'writ' }],
    ['another issuer', okta, 'okta', { ...OKTA, iss: google.issuer }],
    ['its time over', okta, 'okta', { ...OKTA, exp: Math.floor(Date.now() / 1000) - 120 }],
    ['no end', okta, 'okta', { ...OKTA, exp: undefined }],
    ['a time to come', okta, 'okta', { ...OKTA, nbf: Math.floor(Date.now() / 1000) + 300 }],
    ['no subject', okta, 'okta', { ...OKTA, sub: undefined }],
  ])('refuses a token with %s', async (_, provider, id, claims) => {
    const jar = new Jar(plane.url);
    expect((await through(jar, provider, id, claims)).status).toBe(403);
    expect(jar.cookieOf('writ-session')).toBeUndefined();
  });

  it.each([
    ['signs nothing', { alg: 'none' }, () => null],
    ['signs with the secret of the client', { alg: 'HS256' }, () => 'okta-secret'],
    ['signs with the public key as a secret', { alg: 'HS256' }, () => createPublicKey(okta.key).export({ type: 'spki', format: 'pem' }).toString()],
    ['signs with another key', {}, () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['signs with the key of another provider', {}, () => google.key],
  ])('refuses a token that %s', async (_, header, key) => {
    Object.assign(okta, { header, signWith: key() });
    expect((await through(new Jar(plane.url), okta, 'okta', OKTA)).status).toBe(403);
  });

  it('refuses a state again, another browser’s, and one that was made up', async () => {
    const jar = new Jar(plane.url);
    okta.claims = OKTA;
    const url = okta.authorize(await begin(jar, 'okta'));
    const stolen = new Jar(plane.url);
    await stolen.get('/sign-in');
    expect((await back(stolen, url)).status).toBe(403);
    // It was used up by who had no right to it: better than that it stays good.
    expect((await back(jar, url)).status).toBe(403);
    const good = okta.authorize(await begin(jar, 'okta'));
    expect((await back(jar, good)).status).toBe(303);
    expect((await back(jar, good)).status).toBe(403);
    expect((await back(new Jar(plane.url), good)).status).toBe(403);
    good.searchParams.set('state', 'x'.repeat(43));
    expect((await back(jar, good)).status).toBe(403);
  });

  it('refuses a code of another sign-in: PKCE and nonce are of this browser and state', async () => {
    const [mine, theirs] = [new Jar(plane.url), new Jar(plane.url)];
    okta.claims = OKTA;
    const [a, b] = [okta.authorize(await begin(mine, 'okta')), okta.authorize(await begin(theirs, 'okta'))];
    a.searchParams.set('code', b.searchParams.get('code') ?? '');
    expect((await back(mine, a)).status).toBe(403);
  });

  it('refuses an answer of one provider at another (mix-up), and one that does not say whose it is', async () => {
    const jar = new Jar(plane.url);
    okta.claims = OKTA;
    const atOther = okta.authorize(await begin(jar, 'okta'));
    atOther.pathname = '/sign-in/oidc/google/callback';
    expect((await back(jar, atOther)).status).toBe(403);
    for (const iss of [google.issuer, undefined]) {
      const url = okta.authorize(await begin(jar, 'okta'));
      if (iss === undefined) url.searchParams.delete('iss');
      else url.searchParams.set('iss', iss);
      expect((await back(jar, url)).status).toBe(403);
    }
  });

  it('goes back to places of its own only', async () => {
    for (const [asked, to] of [['https://evil.test/', '/'], ['//evil.test', '/'], ['/.//evil.test', '/'], ['/account?a=1', '/account?a=1']] as const) {
      const jar = new Jar(plane.url);
      okta.claims = OKTA;
      expect((await back(jar, okta.authorize(await begin(jar, 'okta', asked)))).to).toBe(to);
    }
  });

  it('a provider that is down keeps nobody else from signing in, and is said to be down', async () => {
    const jar = new Jar(plane.url);
    okta.claims = OKTA;
    const url = okta.authorize(await begin(jar, 'okta'));
    okta.down = true;
    const away = await back(jar, url);
    expect([away.status, away.text]).toEqual([503, expect.stringContaining('Okta does not answer')]);
    const { secret } = await linkFor(await enrolled('link@acme.test'));
    expect((await openLink(new Jar(plane.url), secret)).status).toBe(303);
  });

  it('one who left signs in no way', async () => {
    const id = await enrolled('left@acme.test');
    const { secret } = await linkFor(id);
    const account = { system: 'subject', realm: okta.issuer, name: 'left' } as const;
    await plane.store.change({ actor: 'test', now: new Date() }, async (change) => {
      await linkAccount(change, id, account);
      await putPerson(change, { id, name: 'Abe', active: false, userName: 'left@acme.test' });
    });
    expect((await openLink(new Jar(plane.url), secret)).status).toBe(403);
    expect((await through(new Jar(plane.url), okta, 'okta', { ...OKTA, sub: 'left' })).status).toBe(403);
    expect(await plane.store.read((db) => personOf(db, account))).toMatchObject({ id, active: false });
  });

  it('a link is good once, also when many come at the same time', async () => {
    const { secret } = await linkFor(await enrolled('once@acme.test'));
    const jars = Array.from({ length: 8 }, () => new Jar(plane.url));
    const answers = await Promise.all(jars.map((jar) => openLink(jar, secret)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(7);
  });

  it('nobody fixes a session for another one', async () => {
    const { secret } = await linkFor(await enrolled('fixed@acme.test'));
    const jar = new Jar(plane.url);
    const chosen = 'A'.repeat(43);
    jar.put('writ-session', chosen);
    await jar.get('/sign-in/link');
    expect((await openLink(jar, secret)).status).toBe(303);
    expect(jar.cookieOf('writ-session')).not.toBe(chosen);
  });

  it('no form is taken from another site, without the token of a page, or with that of another browser', async () => {
    const { secret } = await linkFor(await enrolled('forged@acme.test'));
    const [jar, other] = [new Jar(plane.url), new Jar(plane.url)];
    const { csrf } = await jar.get('/sign-in');
    const { csrf: others } = await other.get('/sign-in');
    const forms = ['/sign-in/link', '/sign-in/oidc/okta', '/sign-out', '/account/tokens', '/account/sessions/end'];
    for (const path of forms) {
      for (const form of [{ token: secret }, { csrf: '', token: secret }, { csrf: others, token: secret }])
        expect([path, (await jar.post(path, form as Record<string, string>)).status]).toEqual([path, 403]);
      for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
        expect([path, (await jar.post(path, { csrf, token: secret }, headers as Record<string, string>)).status]).toEqual([path, 403]);
      expect((await new Jar(plane.url).post(path, { csrf, token: secret })).status).toBe(403);
    }
    const signed = { cookie: admin.session.cookie };
    expect((await new Jar(plane.url).post('/account/tokens', { name: 'x', days: '1', scopes: 'read', csrf: csrfOf('x') }, signed)).status).toBe(403);
    expect((await ask(plane.url, 'POST', '/api/people', { name: 'E', userName: 'e' }, signed)).status).toBe(403);
    expect((await jar.post('/sign-in/link', { csrf, token: secret })).status).toBe(303);
  });

  it('answers to no name but its own, and keeps what came back from a provider out of its log', async () => {
    const status = await new Promise((resolve) => {
      get(`${plane.url}/sign-in`, { headers: { host: 'evil.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(400);
    expect(plane.log()).not.toContain('code=');
    expect(plane.log()).not.toContain('state=');
  });
}); // prettier-ignore
