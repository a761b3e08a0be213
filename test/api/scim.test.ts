import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { identity } from '../store/contract/samples.ts';
import { ask, controlPlane, type Answer, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;
const USERS = '/scim/v2/Users';
const GROUPS = '/scim/v2/Groups';

interface Case {
  readonly name: string;
  readonly of: 'user' | 'group';
  readonly operations: readonly unknown[];
  readonly want: object;
}

/** Bodies in the shapes that the documentation of Entra and Okta gives; constructed, not recorded. */
const CASES = (parse(readFileSync('test/api/scim-patches.yaml', 'utf8')) as { readonly cases: readonly Case[] }).cases;

describe('SCIM', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  let directory: SignedIn;
  let count = 0;
  beforeAll(async () => {
    plane = await controlPlane();
    admin = await plane.person('admin', [{ role: 'administrator', ...EVERYWHERE }]);
    directory = await plane.person('directory', [{ role: 'administrator', ...EVERYWHERE }], ['provision']);
  }, 120_000);
  afterAll(() => plane.close());

  const scim = (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> =>
    directory.ask(method, path, body, headers);
  const made = async (path: string, body: object): Promise<{ readonly id: string }> => (await scim('POST', path, body)).body as { readonly id: string };
  const user = (more: object = {}) => made(USERS, { userName: `u${count++}@a.test`, externalId: `e${count}`, displayName: 'Una', emails: [{ value: 'u@a.test', type: 'work' }], ...more });
  const group = (members: readonly string[] = []) => made(GROUPS, { displayName: `g${count++}`, members: members.map((value) => ({ value })) });
  const change = (path: string, operations: readonly unknown[]) =>
    scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
  const giveGroup = async (id: string, roles: readonly object[], by = admin): Promise<Answer> => {
    const etag = (await admin.ask('GET', `/api/groups/${id}/roles`)).headers.get('etag') ?? '';
    return by.ask('PUT', `/api/groups/${id}/roles`, { roles }, { 'if-match': etag });
  };

  it('enrols, finds, replaces and shows a user, with its location and version', async () => {
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'Ada@a.test', externalId: 'x-1', name: { givenName: 'Ada', familyName: 'L' }, active: true, title: 'not kept' };
    const response = await fetch(`${plane.url}${USERS}`, { method: 'POST', headers: { authorization: `Bearer ${directory.token}`, 'content-type': 'application/scim+json' }, body: JSON.stringify(body) });
    const one = (await response.json()) as { readonly id: string; readonly meta: { readonly location: string; readonly version: string } };
    expect([response.status, response.headers.get('content-type'), response.headers.get('location')]).toEqual([201, expect.stringContaining('application/scim+json'), one.meta.location]);
    expect(one).toMatchObject({ userName: 'Ada@a.test', displayName: 'Ada L', active: true, meta: { resourceType: 'User', version: response.headers.get('etag') } });
    for (const filter of ['userName eq "ADA@a.test"', 'externalId eq "x-1" and userName sw "ada"', `id eq "${one.id}"`, 'displayName co "da"', 'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@a.test"'])
      expect((await scim('GET', `${USERS}?filter=${encodeURIComponent(filter)}`)).body, filter).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [{ id: one.id }] });
    expect((await scim('GET', `${USERS}?filter=${encodeURIComponent('userName eq "nobody"')}`)).body).toMatchObject({ totalResults: 0, Resources: [] });
    expect((await scim('GET', one.meta.location, undefined, { 'if-none-match': one.meta.version })).status).toBe(304);
    expect((await scim('PUT', one.meta.location, { userName: 'ada@b.test' }, { 'if-match': 'W/"1"' })).status).toBe(412);
    const put = await scim('PUT', one.meta.location, { userName: 'ada@b.test' }, { 'if-match': one.meta.version });
    expect(put.body).toMatchObject({ userName: 'ada@b.test', displayName: 'ada@b.test' });
    expect(put.body).not.toHaveProperty('externalId');
    expect((await scim('GET', `${one.meta.location}?attributes=userName`)).body).not.toHaveProperty('active');
  });

  it('refuses in the shape of SCIM, and half understands no filter', async () => {
    await user({ userName: 'taken@a.test' });
    const taken = await scim('POST', USERS, { userName: 'TAKEN@a.test' });
    expect(taken).toMatchObject({ status: 409, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '409', scimType: 'uniqueness' } });
    for (const filter of ['userName', 'userName eq x', 'userName eq "a" or id eq "b"', 'title pr', 'not (userName eq "a")', 'userName eq "\\u0000"', `${'id eq "x" and '.repeat(9)}id eq "x"`])
      expect((await scim('GET', `${USERS}?filter=${encodeURIComponent(filter)}`)).body, filter).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect((await scim('GET', `${USERS}/00000000-0000-4000-8000-000000000000`)).body).toMatchObject({ status: '404' });
    expect((await scim('GET', `/scim/v2/Nothing`)).body).toMatchObject({ status: '404' });
    expect((await scim('POST', USERS, {})).body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    expect((await ask(plane.url, 'GET', USERS)).body).toMatchObject({ status: '401' });
    const { id } = await user();
    for (const [operation, scimType] of [[{ op: 'replace', path: 'id', value: 'x' }, 'mutability'], [{ op: 'move', path: 'active' }, 'invalidSyntax'], [{ op: 'remove' }, 'noTarget'], [{ op: 'replace', path: 'a[', value: 1 }, 'invalidPath'], [{ op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue']])
      expect((await change(`${USERS}/${id}`, [operation])).body).toMatchObject({ status: '400', scimType });
  });

  it('gives pages, and brings what is out of bounds into them', async () => {
    const page = async (query: string) => (await scim('GET', `${USERS}?${query}`)).body as { readonly totalResults: number; readonly startIndex: number; readonly itemsPerPage: number; readonly Resources: readonly { readonly id: string }[] };
    const [one, two, none] = [await page('startIndex=1&count=2'), await page('startIndex=2&count=2'), await page('startIndex=0&count=-1')];
    expect([one.itemsPerPage, two.startIndex, one.Resources[1]?.id]).toEqual([2, 2, two.Resources[0]?.id]);
    expect([none.itemsPerPage, none.startIndex, none.totalResults]).toEqual([0, 1, one.totalResults]);
  });

  it.each(CASES.map((one) => [one.name, one] as const))('understands %s', async (_, { of, operations, want }) => {
    const [a, b] = [await user(), await user()];
    const { id } = of === 'user' ? a : await group([a.id]);
    const filled = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('{a}', a.id).replaceAll('{b}', b.id));
    const { status, body } = await change(`${of === 'user' ? USERS : GROUPS}/${id}`, filled(operations) as unknown[]);
    const sorted = (one: unknown): object => {
      const { members, ...rest } = one as { readonly members?: readonly { readonly value: string }[] };
      return members ? { ...rest, members: [...members].sort((x, y) => (x.value < y.value ? -1 : 1)) } : rest;
    };
    expect([status, sorted(body)]).toEqual([200, expect.objectContaining(sorted(filled(want)))]);
  });

  it('a leaver loses sessions, tokens, roles and groups at once, and comes back with nothing', async () => {
    for (const how of ['PATCH', 'PUT', 'DELETE']) {
      const eve = await plane.person(`eve-${how}`, [{ role: 'owner', ...EVERYWHERE }]);
      const at = `${USERS}/${eve.id}`;
      const { userName } = (await scim('GET', at)).body as { readonly userName: string };
      const inGroup = await group([eve.id]);
      const owned = identity(`of-${how}`, { owner: `person:${eve.id}` });
      await plane.store.change({ actor: 'test', now: new Date() }, (by) => putIdentity(by, owned));
      expect((await eve.ask('GET', '/api/me')).status).toBe(200);
      if (how === 'PATCH') await change(at, [{ op: 'Replace', path: 'active', value: 'False' }]);
      if (how === 'PUT') await scim('PUT', at, { userName, active: false });
      if (how === 'DELETE') expect((await scim('DELETE', at)).status).toBe(204);
      expect((await eve.ask('GET', '/api/me')).status).toBe(401);
      expect((await ask(plane.url, 'GET', '/api/me', undefined, eve.session)).status).toBe(401);
      expect((await admin.ask('GET', `/api/people/${eve.id}`)).body).toMatchObject({ active: false });
      expect((await admin.ask('GET', `/api/identities/${encodeURIComponent(owned.id)}`)).body).toMatchObject({ state: 'under-review' });
      if (how === 'DELETE') {
        expect((await scim('GET', at)).status).toBe(404);
        expect((await scim('GET', `${GROUPS}/${inGroup.id}`)).body).toMatchObject({ members: [] });
        expect((await scim('POST', USERS, { userName })).status).toBe(201);
      } else {
        expect((await change(at, [{ op: 'replace', value: { active: true } }])).body).toMatchObject({ active: true });
        expect((await eve.ask('GET', '/api/me')).status).toBe(401);
        expect((await admin.ask('GET', `/api/people/${eve.id}/roles`)).body).toEqual({ own: [], all: [] });
      }
    }
    expect((await scim('DELETE', `${USERS}/${admin.id}`)).status).toBe(204);
    admin = await plane.person('admin', [{ role: 'administrator', ...EVERYWHERE }]);
  });

  it('a group gives what an administrator says, to no administrator, and to nobody what is to be apart', async () => {
    const [owner, plain] = [await plane.person('ola', [{ role: 'owner', environment: 'prod', team: '*' }]), await plane.person('pia')];
    const { id } = await group([owner.id, plain.id]);
    const auditor = { role: 'auditor', ...EVERYWHERE };
    const refused = await giveGroup(id, [auditor]);
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringMatching(/^ola would hold .*audit itself$/u) as string });
    expect((await giveGroup(id, [{ role: 'auditor', environment: 'dev', team: '*' }])).status).toBe(200);
    expect((await giveGroup(id, [{ role: 'administrator', ...EVERYWHERE }])).body).toMatchObject({ code: 'conflict' });
    expect((await giveGroup((await group([admin.id])).id, [auditor])).body).toMatchObject({ code: 'forbidden' });
    expect((await plain.ask('GET', '/api/me')).body).toMatchObject({ roles: [{ role: 'auditor', environment: 'dev' }] });
  });

  it('takes whom the directory puts into a group, and what would be to be apart does not count and is told', async () => {
    const owner = await plane.person('oda', [{ role: 'owner', ...EVERYWHERE }]);
    const { id } = await group();
    expect((await giveGroup(id, [{ role: 'auditor', ...EVERYWHERE }])).status).toBe(200);
    const { status, body } = await change(`${GROUPS}/${id}`, [{ op: 'add', path: 'members', value: [{ value: owner.id }] }]);
    expect([status, body]).toEqual([200, expect.objectContaining({ members: [expect.objectContaining({ value: owner.id })] })]);
    expect((await admin.ask('GET', `/api/people/${owner.id}/roles`)).body).toMatchObject({ all: [{ role: 'owner' }] });
    expect((await owner.ask('GET', '/api/people')).status).toBe(403);
    expect((await plane.entries()).filter(({ kind, object }) => kind === 'group-role-without-effect' && object === owner.id)).toMatchObject([
      { policy: 'route:scim-change-group', onBehalfOf: `person:${directory.id}`, data: { change: { role: { role: 'auditor' }, apart: { role: 'owner' } } } },
    ]);
  });

  it('says what it serves, and a token that provisions does nothing else', async () => {
    expect((await scim('GET', '/scim/v2/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, bulk: { supported: false } });
    expect((await scim('GET', '/scim/v2/ResourceTypes')).body).toMatchObject({ Resources: [{ id: 'User' }, { id: 'Group' }] });
    expect((await scim('GET', '/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')).body).toMatchObject({ name: 'User' });
    expect((await directory.ask('GET', '/api/people')).status).toBe(403);
    const mint = (scopes: readonly string[]) => ask(plane.url, 'POST', '/api/me/tokens', { name: 'd', scopes, days: 1 }, admin.session);
    expect([(await mint(['provision', 'read'])).status, (await mint(['provision'])).status]).toEqual([400, 201]);
  });
}); // prettier-ignore
