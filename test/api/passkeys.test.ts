import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putPerson } from '../../src/store/rows/people.ts';
import { Authenticator, type Said } from '../fakes/authenticator.ts';
import { Jar, type Page } from './browser-jar.ts';
import { ask, controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const MINUTE = 60_000;

interface Options {
  readonly challenge: string;
  readonly user: { readonly id: string };
  readonly [name: string]: unknown;
}

describe('passkeys', () => {
  let skew = 0;
  const now = (): Date => new Date(Date.now() + skew);
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await controlPlane({ now, signIn: { triesPerMinute: 100_000 } });
    await plane.person('admin', [{ role: 'administrator', environment: '*', team: '*' }]);
  }, 120_000);
  afterAll(() => plane.close());

  const api = (who: SignedIn, method: string, path: string, body?: unknown) => ask(plane.url, method, path, body, who.session);
  const toMake = async (who: SignedIn) => (await api(who, 'POST', '/api/me/passkeys/options')).body as Options;
  const add = async (who: SignedIn, device: Authenticator, said: Said = {}) => {
    const { challenge, user } = await toMake(who);
    device.userHandle = user.id;
    return api(who, 'POST', '/api/me/passkeys', { name: 'test', ...device.made(challenge, said) });
  };
  const withPasskey = async (name: string) => {
    const who = await plane.person(name);
    const device = new Authenticator(plane.url);
    expect((await add(who, device)).status).toBe(201);
    return { who, device };
  };
  /** What a browser does up to the signature: it opens the page and asks what to sign. */
  const begin = async (jar: Jar) => {
    const { csrf } = await jar.get('/sign-in');
    const options = await jar.post('/sign-in/passkey/options', { csrf });
    return { csrf, challenge: (JSON.parse(options.text) as Options).challenge };
  };
  const send = (jar: Jar, csrf: string, answer: unknown, to = '/account'): Promise<Page> =>
    jar.post('/sign-in/passkey', { csrf, return: to, answer: typeof answer === 'string' ? answer : JSON.stringify(answer) });
  const signIn = async (device: Authenticator, said: Said = {}, jar = new Jar(plane.url)) => {
    const { csrf, challenge } = await begin(jar);
    return { jar, page: await send(jar, csrf, device.signed(challenge, said)) };
  };
  const failures = async () => (await plane.entries()).filter(({ kind }) => kind === 'sign-in-failed').map(({ reason }) => reason);
  const entries = async (kind: string, object: string) => (await plane.entries()).filter((one) => one.kind === kind && one.object === object);

  it('ask for a key that the device finds by itself, after it checked who holds it, for our name', async () => {
    const who = await plane.person('asked');
    const options = await toMake(who);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Writ' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [],
      timeout: 5 * MINUTE,
    });
    expect(Buffer.from(options.user.id, 'base64url').toString()).toBe(who.id);
    const jar = new Jar(plane.url);
    const { csrf } = await jar.get('/sign-in');
    const toSign = JSON.parse((await jar.post('/sign-in/passkey/options', { csrf })).text) as object;
    expect(toSign).toMatchObject({ rpId: 'localhost', userVerification: 'required', timeout: 5 * MINUTE });
    expect(Object.keys(toSign)).not.toContain('allowCredentials');
  });

  it('are added, sign in, are listed and removed; each of it is in the ledger', async () => {
    const { who, device } = await withPasskey('ada');
    const { jar, page } = await signIn(device);
    expect([page.status, page.to]).toEqual([303, '/account']);
    const me = await ask(plane.url, 'GET', '/api/me', undefined, { cookie: jar.cookie });
    expect(me.body).toMatchObject({ id: who.id });
    expect((await api(who, 'GET', '/api/me/passkeys')).body).toMatchObject({ items: [{ id: device.id, name: 'test' }] });
    expect((await toMake(who))['excludeCredentials']).toMatchObject([{ id: device.id }]);
    const at = `/api/me/passkeys/${device.id}`;
    const refused = await api(who, 'DELETE', at);
    expect([refused.status, refused.body]).toMatchObject([409, { detail: expect.stringContaining('your last way to sign in') as string }]);
    expect((await api(who, 'DELETE', `${at}?last=true`)).status).toBe(204);
    expect((await signIn(device)).page.status).toBe(403);
    const policy = 'sign-in:passkey';
    expect(await entries('passkey-added', who.id)).toMatchObject([{ actor: `person:${who.id}`, data: { change: { passkey: device.id } } }]);
    expect(await entries('passkey-used', who.id)).toMatchObject([{ actor: `person:${who.id}`, policy, data: { change: { passkey: device.id } } }]);
    expect(await entries('session-begun', who.id)).toMatchObject([{}, { policy, data: { change: { how: 'passkey' } } }]);
    expect(await entries('passkey-removed', who.id)).toMatchObject([{ data: { change: { passkey: device.id, last: true } } }]);
    await expect.poll(failures).toContain('unknown-passkey');
  });

  it('one of two is removed without more', async () => {
    const { who, device } = await withPasskey('two');
    expect((await add(who, new Authenticator(plane.url))).status).toBe(201);
    expect((await api(who, 'DELETE', `/api/me/passkeys/${device.id}`)).status).toBe(204);
  });

  it('a sign-in gives a new session and ends what the browser had; it leads to places of ours only', async () => {
    const { device } = await withPasskey('fixed');
    const { jar } = await signIn(device);
    const first = jar.cookieOf('writ-session') ?? '';
    const again = await signIn(device, {}, jar);
    expect([again.page.status, jar.cookieOf('writ-session') === first]).toEqual([303, false]);
    expect((await ask(plane.url, 'GET', '/api/me', undefined, { cookie: `writ-session=${first}` })).status).toBe(401);
    const other = new Jar(plane.url);
    const { csrf, challenge } = await begin(other);
    expect((await send(other, csrf, device.signed(challenge), '//evil.test')).to).toBe('/');
  });

  it.each<[string, Said]>([
    ['of another origin', { origin: 'http://localhost:1' }],
    ['of a page of another one’s name', { origin: 'https://evil.test', rpId: 'evil.test' }],
    ['for another name', { rpId: 'evil.test' }],
    ['in a frame of another page', { crossOrigin: true }],
    ['of the making of a key', { type: 'webauthn.create' }],
    ['of a challenge that was made up', { challenge: 'A'.repeat(43) }],
    ['of a challenge that is none', { challenge: '' }],
    ['without a check of who holds it', { flags: 0x01 }],
    ['without anybody there', { flags: 0x04 }],
    ['by another key', { signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    ['by a key of another kind', { signWith: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
    ['that says to be of another person', { userHandle: 'AAAA' }],
  ])('refuse a signature %s', async (_, said) => {
    const { device } = await withPasskey('attacked');
    const before = (await failures()).length;
    const { jar, page } = await signIn(device, said);
    expect([page.status, jar.cookieOf('writ-session')]).toEqual([403, undefined]);
    await expect.poll(async () => (await failures()).length).toBe(before + 1);
    skew += MINUTE;
  });

  it.each<[string, Said]>([
    ['of another origin', { origin: 'http://localhost:1' }],
    ['for another name', { rpId: 'evil.test' }],
    ['of a signature', { type: 'webauthn.get' }],
    ['without a check of who holds it', { flags: 0x41 }],
    ['of a challenge that was made up', { challenge: 'A'.repeat(43) }],
    ['under another id', { id: 'A'.repeat(43) }],
    ['with certificates', { format: 'packed' }],
    ['with a statement of a kind that nobody asked for', { format: 'apple' }],
  ])('refuse a key %s', async (_, said) => {
    const who = await plane.person('maker');
    expect((await add(who, new Authenticator(plane.url), said)).status).toBe(403);
    expect((await api(who, 'GET', '/api/me/passkeys')).body).toEqual({ items: [] });
  });

  it('another person’s key signs nobody in as oneself, and a key has one person', async () => {
    const [ada, bob] = [await withPasskey('ada'), await withPasskey('bob')];
    expect((await signIn(bob.device, { id: ada.device.id, userHandle: ada.device.userHandle })).page.status).toBe(403);
    expect((await signIn(bob.device, { id: ada.device.id })).page.status).toBe(403);
    expect((await signIn(bob.device, { userHandle: ada.device.userHandle })).page.status).toBe(403);
    expect((await add(bob.who, ada.device)).status).toBe(409);
    expect((await api(bob.who, 'DELETE', `/api/me/passkeys/${ada.device.id}`)).status).toBe(404);
  });

  it('a challenge is good once, for five minutes, in its browser; also when many come at the same time', async () => {
    const { device } = await withPasskey('once');
    const jar = new Jar(plane.url);
    const { csrf, challenge } = await begin(jar);
    const stolen = new Jar(plane.url);
    const { csrf: theirs, challenge: second } = await begin(stolen);
    expect((await send(stolen, theirs, device.signed(challenge))).status).toBe(403);
    expect((await send(jar, csrf, device.signed(challenge))).status).toBe(403);
    const answer = device.signed(second);
    const together = await Promise.all([1, 2, 3, 4].map(() => send(stolen, theirs, answer)));
    expect(together.map(({ status }) => status).sort()).toEqual([303, 403, 403, 403]);
    const late = await begin(jar);
    skew += 5 * MINUTE;
    expect((await send(jar, late.csrf, device.signed(late.challenge))).status).toBe(403);
  });

  it('a challenge to make a key is of one session, good once and for five minutes, and a new one makes it worthless', async () => {
    const [ada, bob] = [await plane.person('ada'), await plane.person('bob')];
    const device = new Authenticator(plane.url);
    const put = async (who: SignedIn, challenge: string) =>
      (await api(who, 'POST', '/api/me/passkeys', { name: 'x', ...device.made(challenge) })).status;
    const { challenge: first } = await toMake(ada);
    const { challenge } = await toMake(ada);
    expect([await put(ada, first), await put(bob, challenge), await put(ada, challenge), await put(ada, challenge)]).toEqual([403, 403, 201, 403]);
    const { challenge: late } = await toMake(ada);
    skew += 5 * MINUTE;
    expect(await put(ada, late)).toBe(403);
    const jar = new Jar(plane.url);
    const { challenge: toSign } = await begin(jar);
    expect(await put(ada, toSign)).toBe(403);
  });

  it('a counter that does not grow is refused, told to who signs in, and told of its person in the ledger', async () => {
    const { who, device } = await withPasskey('copied');
    expect((await signIn(device, { counter: 7 })).page.status).toBe(303);
    for (const counter of [7, 3, 0]) {
      const { page, jar } = await signIn(device, { counter });
      expect([page.status, page.text, jar.cookieOf('writ-session')]).toEqual([403, expect.stringContaining('there may be a copy of it'), undefined]);
    }
    expect(await entries('passkey-copied', who.id)).toMatchObject([7, 3, 0].map((counter) => ({ data: { change: { passkey: device.id, counter } } })));
    expect((await signIn(device, { counter: 8 })).page.status).toBe(303);
  });

  it('a device without a counter says 0 each time', async () => {
    const { device } = await withPasskey('synced');
    expect((await signIn(device, { counter: 0 })).page.status).toBe(303);
    expect((await signIn(device, { counter: 0 })).page.status).toBe(303);
  });

  it('one who left signs in no longer', async () => {
    const { who, device } = await withPasskey('left');
    await plane.store.change({ actor: 'test', now: now() }, (change) => putPerson(change, { id: who.id, name: 'left', active: false }));
    const { page } = await signIn(device);
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('you have left')]);
    await expect.poll(failures).toContain('left');
  });

  it('are added soon after a sign-in, by a session, up to 20', async () => {
    const { who } = await withPasskey('fresh');
    const byToken = await who.ask('POST', '/api/me/passkeys/options');
    expect([byToken.status, byToken.body]).toMatchObject([403, { detail: 'a token adds no passkeys' }]);
    for (let count = 1; count < 20; count += 1) expect((await add(who, new Authenticator(plane.url))).status).toBe(201);
    expect((await api(who, 'POST', '/api/me/passkeys/options')).status).toBe(409);
    const old = await plane.person('old');
    const { challenge } = await toMake(old);
    skew += 16 * MINUTE;
    const refused = await api(old, 'POST', '/api/me/passkeys/options');
    expect([refused.status, refused.body]).toMatchObject([403, { detail: expect.stringContaining('sign in again') as string }]);
    expect((await api(old, 'POST', '/api/me/passkeys', { name: 'x', ...new Authenticator(plane.url).made(challenge) })).status).toBe(403);
  });

  it('take no form that is forged, no answer that is none or too large, and no address of digits', async () => {
    const { device } = await withPasskey('forged');
    const jar = new Jar(plane.url);
    const { csrf, challenge } = await begin(jar);
    for (const path of ['/sign-in/passkey', '/sign-in/passkey/options']) {
      expect((await jar.post(path, {})).status).toBe(403);
      expect((await jar.post(path, { csrf }, { origin: 'https://evil.test' })).status).toBe(403);
      expect((await jar.post(path, { csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await new Jar(plane.url).post(path, { csrf })).status).toBe(403);
    }
    const good = device.signed(challenge);
    for (const answer of ['', '{', 'null', '[]', JSON.stringify({ ...good, more: 1 }), JSON.stringify({ ...good, signature: '"' }), '['.repeat(9000)])
      expect((await send(jar, csrf, answer)).status).toBe(403);
    expect((await send(jar, csrf, 'x'.repeat(40_000))).status).toBe(413);
    expect((await send(jar, csrf, good)).status).toBe(303);
    const digits = new Jar(plane.url.replace('localhost', '127.0.0.1'));
    const page = await digits.get('/sign-in');
    expect(page.text).toContain('Passkeys are for names');
    const { csrf: theirs } = await digits.get('/sign-in/link');
    expect((await digits.post('/sign-in/passkey/options', { csrf: theirs })).status).toBe(400);
  });

  it('the forms of the account add and remove them, by the same checks', async () => {
    const { device, who } = await withPasskey('pages');
    const { jar } = await signIn(device);
    const { csrf, text } = await jar.get('/account');
    expect(text).toContain('I know that I have no other way to sign in');
    expect((await jar.post(`/account/passkeys/${device.id}/remove`, { csrf })).status).toBe(409);
    for (const answer of ['', '{', '[1]', '{"id":1}']) expect((await jar.post('/account/passkeys', { csrf, name: 'x', answer })).status).toBe(400);
    const by = { cookie: jar.cookie, 'x-csrf-token': csrf };
    const { challenge } = (await ask(plane.url, 'POST', '/api/me/passkeys/options', undefined, by)).body as Options;
    const second = new Authenticator(plane.url);
    const answer = JSON.stringify(second.made(challenge));
    expect((await jar.post('/account/passkeys', { csrf, name: 'a\0b', answer })).status).toBe(400);
    expect((await jar.post('/account/passkeys', { csrf, name: '<b>Phone', answer })).to).toBe('/account');
    expect((await jar.get('/account')).text).toContain('&lt;b&gt;Phone');
    expect((await jar.post(`/account/passkeys/${device.id}/remove`, { csrf })).to).toBe('/account');
    expect((await jar.post(`/account/passkeys/${second.id}/remove`, { csrf, last: 'true' })).to).toBe('/account');
    expect((await entries('passkey-removed', who.id)).length).toBe(2);
  });
}); // prettier-ignore
