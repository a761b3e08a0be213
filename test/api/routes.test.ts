import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { ROUTES } from '../../src/api/routes/catalogue.ts';
import { identity } from '../store/contract/samples.ts';
import { canonical } from '../../src/ledger/entry/canonical.ts';
import { ED25519, signerOf } from '../../src/ledger/note/keys.ts';
import { isProvenBy, parseProof } from '../../src/ledger/read/prove.ts';
import { ask, controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;

describe('the API', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  beforeAll(async () => {
    plane = await controlPlane();
    admin = await plane.person('ada', [{ role: 'administrator', ...EVERYWHERE }]);
    await plane.store.change({ actor: 'test', now: new Date() }, async (change) => {
      for (const name of ['one', 'two', 'three']) await putIdentity(change, identity(name));
      await putIdentity(change, identity('other', { owner: 'team-b', environment: 'dev' }));
    });
  }, 120_000);
  afterAll(() => plane.close());

  const path = (name: string) => `/api/identities/${encodeURIComponent(identity(name).id)}`;

  it('knows nobody without a token or a session, and passes over none that is wrong', async () => {
    expect(await ask(plane.url, 'GET', '/api/identities')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    for (const authorization of ['Bearer writ_x', 'Basic YTpi', `Bearer ${'writ_'.padEnd(48, 'A')}`])
      expect((await ask(plane.url, 'GET', '/api/me', undefined, { authorization, ...admin.session })).status).toBe(401);
  });

  it('names the methods that an address takes to who sent another one', async () => {
    const answer = await ask(plane.url, 'DELETE', path('one'));
    expect(answer).toMatchObject({ status: 405, body: { code: 'wrong-method' } });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, PATCH');
    expect((await ask(plane.url, 'PUT', '/scim/v2/Users')).headers.get('allow')).toBe('GET, HEAD, POST');
    expect(await ask(plane.url, 'DELETE', '/api/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('gives pages of what one may see, and not what stands elsewhere', async () => {
    const owner = await plane.person('olga', [{ role: 'owner', environment: '*', team: 'team-a' }]);
    const first = await owner.ask('GET', '/api/identities?limit=2');
    const { items, next } = first.body as { readonly items: readonly { readonly name: string }[]; readonly next: string };
    expect(items.map(({ name }) => name)).toEqual(['one', 'three']);
    expect((await owner.ask('GET', `/api/identities?limit=2&cursor=${next}`)).body).toMatchObject({ items: [{ name: 'two' }] });
    expect((await owner.ask('GET', path('other'))).status).toBe(404);
    expect((await admin.ask('GET', path('other'))).body).toMatchObject({ owner: 'team-b' });
    expect((await (await plane.person('nobody')).ask('GET', '/api/identities')).status).toBe(403);
  });

  it('answers with an ETag, and with 304 to who has it', async () => {
    const { headers, status } = await admin.ask('GET', path('one'));
    const etag = headers.get('etag') ?? '';
    expect([status, etag]).toEqual([200, expect.stringMatching(/^"\d+"$/u)]);
    expect((await admin.ask('GET', path('one'), undefined, { 'if-none-match': etag })).status).toBe(304);
  });

  it('does a request once for its idempotency key', async () => {
    const key = { 'idempotency-key': 'k1' };
    const body = { name: 'Bob', userName: 'bob@a.test' };
    const first = await admin.ask('POST', '/api/people', body, key);
    const again = await admin.ask('POST', '/api/people', body, key);
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect((await admin.ask('POST', '/api/people', { ...body, name: 'B' }, key)).body).toMatchObject({ code: 'key-used-before' });
    const both = await Promise.all([1, 2, 3, 4].map(() => admin.ask('POST', '/api/people', { name: 'Cy', userName: 'cy' }, { 'idempotency-key': 'k2' })));
    expect(new Set(both.map(({ body: one }) => (one as { readonly id: string }).id)).size).toBe(1);
  });

  it('changes a person only over what was seen, and ends what it can do when it leaves', async () => {
    const eve = await plane.person('eve', [{ role: 'auditor', ...EVERYWHERE }]);
    const at = `/api/people/${eve.id}`;
    expect((await admin.ask('PATCH', at, { active: false })).status).toBe(428);
    expect((await admin.ask('PATCH', at, { active: false }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await eve.ask('GET', '/api/me')).body).toMatchObject({ name: 'eve', roles: [{ role: 'auditor' }] });
    const etag = (await admin.ask('GET', at)).headers.get('etag') ?? '';
    expect((await admin.ask('PATCH', at, { active: false }, { 'if-match': etag })).body).toMatchObject({ active: false });
    expect((await eve.ask('GET', '/api/me')).status).toBe(401);
    expect((await ask(plane.url, 'GET', '/api/me', undefined, eve.session)).status).toBe(401);
  });

  it('keeps apart what is to be apart, gives no role to oneself, and keeps one administrator', async () => {
    const { id } = await plane.person('fay', [{ role: 'owner', environment: 'prod', team: '*' }]);
    const give = (to: string, body: object) => admin.ask('POST', `/api/people/${to}/roles`, body);
    expect((await give(id, { role: 'auditor', environment: 'dev', team: '*' })).status).toBe(201);
    expect((await give(id, { role: 'approver', environment: 'prod', team: 'x' })).body).toMatchObject({ code: 'conflict' });
    expect((await give(admin.id, { role: 'owner', ...EVERYWHERE })).status).toBe(403);
    expect((await give(id, { role: 'king', ...EVERYWHERE })).status).toBe(400);
    const last = await admin.ask('DELETE', `/api/people/${admin.id}/roles?role=administrator&environment=*&team=*`);
    expect(last.body).toMatchObject({ code: 'conflict' });
  });

  it('a token does what it is for, makes none, and is good for nothing once it is revoked', async () => {
    const session = (method: string, at: string, body?: unknown) => ask(plane.url, method, at, body, admin.session);
    const body = { name: 'ci', scopes: ['read'], days: 1 };
    const { token, id } = (await session('POST', '/api/me/tokens', body)).body as { readonly token: string; readonly id: string };
    expect((await admin.ask('POST', '/api/me/tokens', body)).status).toBe(403);
    const by = { authorization: `Bearer ${token}` };
    expect((await ask(plane.url, 'GET', '/api/people', undefined, by)).status).toBe(200);
    expect((await ask(plane.url, 'POST', '/api/people', { name: 'D', userName: 'd' }, by)).body).toMatchObject({ code: 'forbidden' });
    expect((await session('DELETE', `/api/tokens/${id}`)).status).toBe(204);
    expect((await ask(plane.url, 'GET', '/api/people', undefined, by)).status).toBe(401);
  });

  it('keeps no answer that holds a secret, so that one is not asked for by a key', async () => {
    const headers = { ...admin.session, 'idempotency-key': 'k-secret' };
    const body = { name: 'ci', scopes: ['read'], days: 1 };
    expect((await ask(plane.url, 'POST', '/api/me/tokens', body, headers)).body).toMatchObject({ code: 'bad-request' });
    for (const row of ROUTES.filter((one) => 'write' in one))
      expect([row.id, row.once ?? false]).toEqual([row.id, /secret|"token"|"path"|"challenge"/u.test(JSON.stringify(row.answer?.['properties'] ?? {}))]);
  });

  it('takes a change by a session only from its own page', async () => {
    const { cookie } = admin.session;
    const csrf = admin.session['x-csrf-token'];
    const end = (headers: Record<string, string>) => ask(plane.url, 'DELETE', `/api/tokens/${admin.id}`, undefined, headers);
    expect((await end({ cookie })).status).toBe(403);
    expect((await end({ cookie, 'x-csrf-token': `${csrf.slice(1)}A` })).status).toBe(403);
    expect((await end({ cookie, 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await end({ cookie, 'x-csrf-token': csrf })).status).toBe(404);
  });

  it('refuses what a row does not know, and says where', async () => {
    const { status, body } = await admin.ask('POST', '/api/people', { name: 'E', userName: 'e', admin: true });
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'bad-request' })]);
    expect((await admin.ask('GET', '/api/identities?limit=0')).status).toBe(400);
    expect((await admin.ask('POST', '/api/people', { name: 1, userName: 'e' })).status).toBe(400);
  });

  it('records who did what, on whose behalf, by which rule and in which trace, and what was refused', async () => {
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    await admin.ask('POST', '/api/people', { name: 'Gus', userName: 'gus' }, { traceparent });
    const nobody = await plane.person('nosy');
    await nobody.ask('GET', '/api/people');
    const entries = await plane.entries();
    expect(entries.filter(({ trace }) => trace === 'ab'.repeat(16))).toMatchObject([
      { kind: 'person-kept', onBehalfOf: `person:${admin.id}`, policy: 'route:add-person', outcome: 'done' },
    ]);
    expect(entries.filter(({ outcome }) => outcome === 'denied')).toContainEqual(
      expect.objectContaining({ action: 'list-people', onBehalfOf: `person:${nobody.id}`, reason: 'role' }),
    );
    const told = entries.flatMap(({ data }) => {
      const { revision, position } = (data ?? {}) as { readonly revision?: number; readonly position?: number };
      return revision === undefined ? [] : [`${revision}.${position}`];
    });
    expect(new Set(told).size).toBe(told.length);
    expect(plane.log()).not.toContain(admin.token);
  });

  it('shows what was recorded, each entry with a proof that another verifier checks, and verifies all of it', async () => {
    await plane.entries();
    const listed = (await admin.ask('GET', '/api/ledger/entries?limit=3')).body as { readonly items: readonly { readonly index: number }[]; readonly next: number };
    const last = listed.items[0]?.index ?? 0;
    expect(listed).toMatchObject({ items: [{ index: last }, { index: last - 1 }, { index: last - 2 }], next: last - 2 });
    expect((await admin.ask('GET', `/api/ledger/entries?limit=1&before=${listed.next}`)).body).toMatchObject({ items: [{ index: last - 3 }] });
    const one = (await admin.ask('GET', `/api/ledger/entries/${last}`)).body as { readonly entry: object; readonly id: string; readonly proof: string };
    const proof = parseProof(one.proof);
    const key = signerOf('writ.test/log', ED25519, Buffer.alloc(32, 7)).verifier;
    expect(proof && isProvenBy(proof, Buffer.from(canonical(one.entry as never)), [key])).toBe(true);
    expect((await admin.ask('GET', '/api/ledger/entries/99999999')).status).toBe(404);
    const { body } = await admin.ask('GET', '/api/ledger/verification');
    expect(body).toMatchObject({ sound: true, faults: [] });
    expect((await admin.ask('GET', '/api/ledger')).body).toMatchObject({ origin: 'writ.test/log' });
  });

  it('has an OpenAPI document of exactly the rows that it serves', async () => {
    const { body } = await ask(plane.url, 'GET', '/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/api/identities/{id}': { get: { operationId: 'get-identity' } } } });
  });
}); // prettier-ignore
