import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstLink } from '../../src/server/first-link.ts';
import { ALONE } from '../../src/governance/set-up.ts';
import { ROUTES } from '../../src/api/routes/catalogue.ts';
import { Jar, openLink } from './browser-jar.ts';
import { ask, controlPlane, type ControlPlane } from './control-plane.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the first sign-in and what it begins', () => {
  let clock = new Date('2026-11-30T12:00:00Z').getTime();
  const now = (): Date => new Date(clock);
  let plane: ControlPlane;
  let ada: Jar;
  beforeAll(async () => {
    plane = await controlPlane({ now });
  }, 120_000);
  afterAll(() => plane.close());

  const link = (again = false) => firstLink(plane.store, { now: now(), again });
  const me = async (jar: Jar) => (await ask(plane.url, 'GET', '/api/me', undefined, { cookie: jar.cookie })).status;
  const events = async (kind: string) => (await plane.entries()).filter((one) => one.kind === kind);
  /** What the page of a session sends with a request to the API. */
  const asPage = async (jar: Jar) => ({ cookie: jar.cookie, 'x-csrf-token': (await jar.get('/account')).csrf });

  it('a page sends who is not signed in to sign in, and back', async () => {
    const page = await new Jar(plane.url).get('/account?x=1');
    expect([page.status, page.to]).toEqual([303, '/sign-in?return=%2Faccount%3Fx%3D1']);
    const form = await new Jar(plane.url).get('/sign-in');
    expect(form.text).toContain('Nobody is an administrator yet');
    expect(form.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a link that is too old, or followed by a newer one, is worthless; opening one uses nothing up', async () => {
    const [old, newer] = [(await link()) ?? '', (await link()) ?? ''];
    expect((await openLink(new Jar(plane.url), old)).status).toBe(403);
    clock += 15 * MINUTE;
    expect((await openLink(new Jar(plane.url), newer)).status).toBe(403);
    const good = (await link()) ?? '';
    ada = new Jar(plane.url);
    await ada.get('/sign-in/link');
    const without = await openLink(ada, good, '');
    expect([without.status, without.text]).toEqual([400, expect.stringContaining('a name')]);
    const done = await openLink(ada, good);
    expect([done.status, done.to]).toEqual([303, '/']);
    expect(done.headers.getSetCookie()[0]).toMatch(/^writ-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/u);
    expect(await link()).toBeUndefined();
  });

  it('the one who set it up is an administrator, is told what it may do alone, and is marked in the ledger for it', async () => {
    const page = await ada.get('/account');
    expect(page.text).toContain('You are the only administrator');
    for (const what of Object.values(ALONE)) expect(page.text).toContain(what);
    const bob = await ask(plane.url, 'POST', '/api/people', { name: 'Bob', userName: 'bob' }, await asPage(ada));
    expect(bob.status).toBe(201);
    expect(await events('person-kept')).toMatchObject([{ policy: 'sign-in:set-up-link' }, { policy: 'set-up-alone route:add-person' }]);
    const { id } = bob.body as { readonly id: string };
    const made = await ask(plane.url, 'POST', `/api/people/${id}/sign-in-link`, undefined, await asPage(ada));
    const secret = /#([\w-]{43})$/u.exec((made.body as { readonly path: string }).path)?.[1] ?? '';
    const bobs = new Jar(plane.url);
    expect((await openLink(bobs, secret)).status).toBe(303);
    expect((await bobs.get('/account')).text).not.toContain('only administrator');
    const role = { role: 'administrator', environment: '*', team: '*' };
    expect((await ask(plane.url, 'POST', `/api/people/${id}/roles`, role, await asPage(ada))).status).toBe(201);
    expect(await events('set-up-ended')).toMatchObject([{ policy: 'set-up-alone route:give-role' }]);
    expect((await ada.get('/account')).text).not.toContain('only administrator');
    await ask(plane.url, 'POST', '/api/people', { name: 'Cy', userName: 'cy' }, await asPage(ada));
    expect((await events('person-kept')).at(-1)).toMatchObject({ policy: 'route:add-person' });
    await expect(link(true)).rejects.toThrow();
    const by = await asPage(bobs);
    expect((await ask(plane.url, 'DELETE', `/api/people/${id}/roles?role=administrator&environment=*&team=*`, undefined, by)).status).toBe(204);
    expect((await ada.get('/account')).text).not.toContain('only administrator');
    expect(await link(true)).toMatch(/^[\w-]{43}$/u);
  });

  it('names for the time alone only what there is, and all of it that administrators change', () => {
    const theirs = ROUTES.filter((row) => 'write' in row && row.roles?.includes('administrator')).map(({ id }) => id);
    expect(Object.keys(ALONE).filter((id) => !theirs.includes(id))).toEqual([]);
    expect(theirs.filter((id) => !(id in ALONE))).toEqual([]);
  });

  it('a session ends an hour after its last use, and 12 hours after it began', async () => {
    clock += 55 * MINUTE;
    expect(await me(ada)).toBe(200);
    clock += 55 * MINUTE;
    expect(await me(ada)).toBe(200);
    clock += 61 * MINUTE;
    expect(await me(ada)).toBe(401);
    const again = (await link(true)) ?? '';
    expect((await openLink(ada, again)).status).toBe(303);
    for (let at = 0; at < 12 * HOUR - 50 * MINUTE; at += 50 * MINUTE, clock += 50 * MINUTE) expect(await me(ada)).toBe(200);
    clock += 50 * MINUTE;
    expect(await me(ada)).toBe(401);
  });

  it('a sign-in gives a new secret and ends what the browser had; signing out ends it', async () => {
    await openLink(ada, (await link(true)) ?? '');
    const first = ada.cookieOf('writ-session') ?? '';
    await openLink(ada, (await link(true)) ?? '');
    expect(ada.cookieOf('writ-session')).not.toBe(first);
    const old = new Jar(plane.url);
    old.put('writ-session', first);
    expect(await me(old)).toBe(401);
    const copy = new Jar(plane.url);
    copy.put('writ-session', ada.cookieOf('writ-session') ?? '');
    const { csrf } = await ada.get('/account');
    expect((await ada.post('/sign-out', { csrf })).to).toBe('/sign-in');
    expect(ada.cookieOf('writ-session')).toBeUndefined();
    expect(await me(copy)).toBe(401);
  });

  it('one ends one session or all, makes a token and revokes it, by the forms of the account', async () => {
    await openLink(ada, (await link(true)) ?? '');
    const other = new Jar(plane.url);
    await openLink(other, (await link(true)) ?? '');
    const page = await ada.get('/account');
    const [mine, theirs] = [...page.text.matchAll(/\/account\/sessions\/([\w-]{43})\/end/gu)].map(([, id]) => id);
    expect([mine, theirs]).not.toContain(undefined);
    const token = await ada.post('/account/tokens', { csrf: page.csrf, name: 'ci', days: '1', scopes: 'read' });
    const secret = /writ_[\w-]{43}/u.exec(token.text)?.[0] ?? '';
    const by = { authorization: `Bearer ${secret}` };
    expect((await ask(plane.url, 'GET', '/api/me', undefined, by)).status).toBe(200);
    expect((await ada.get('/account', by)).status).toBe(401);
    const id = /\/account\/tokens\/([\w-]{36})\/revoke/u.exec((await ada.get('/account')).text)?.[1] ?? '';
    expect((await ada.post(`/account/tokens/${id}/revoke`, { csrf: page.csrf })).to).toBe('/account');
    expect((await ask(plane.url, 'GET', '/api/me', undefined, by)).status).toBe(401);
    expect((await ada.post('/account/tokens', { csrf: page.csrf, name: 'ci', days: '999', scopes: 'read' })).status).toBe(400);
    expect((await ada.post(`/account/sessions/${mine ?? ''}/end`, { csrf: page.csrf })).to).toBe('/account');
    expect([await me(ada), await me(other)].sort()).toEqual([200, 401]);
  });
}); // prettier-ignore
