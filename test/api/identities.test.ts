import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/store/change.ts';
import { putCredential } from '../../src/store/rows/credentials.ts';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { takeRole } from '../../src/store/rows/roles.ts';
import { revokeTokens } from '../../src/store/rows/tokens.ts';
import { identity } from '../store/contract/samples.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;

describe('identities by the API', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  let owner: SignedIn;
  beforeAll(async () => {
    plane = await controlPlane();
    admin = await plane.person('ada', [{ role: 'administrator', ...EVERYWHERE }]);
    owner = await plane.person('olga', [{ role: 'owner', ...EVERYWHERE }]);
  }, 120_000);
  afterAll(() => plane.close());

  const put = (work: (change: Change) => Promise<unknown>) => plane.store.change({ actor: 'test', now: new Date() }, work);
  const path = (name: string, rest = '') => `/api/identities/${encodeURIComponent(identity(name).id)}${rest}`;
  const etag = async (name: string) => ({ 'if-match': (await owner.ask('GET', path(name))).headers.get('etag') ?? '' });

  it('changes what people say of one, and refuses what git declares, with its file', async () => {
    await put((change) => putIdentity(change, identity('said')));
    const described = await owner.ask('PATCH', path('said'), { purpose: 'trains', dataScope: null }, await etag('said'));
    expect(described).toMatchObject({ status: 200, body: { purpose: 'trains', owner: 'team-a' } });
    const refused = await owner.ask('PATCH', path('said'), { owner: 'team-b' }, await etag('said'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', detail: expect.stringContaining('writ.estate.yaml') as string } });
    expect((await owner.ask('PATCH', path('said'), { purpose: 'x' })).status).toBe(428);
    expect((await owner.ask('PATCH', path('said'), { purpose: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    const moved = await put((change) => putIdentity(change, identity('moved', { declared: {} })));
    expect(moved).toBeDefined();
    const inProd = await plane.person('paul', [{ role: 'owner', environment: 'prod', team: '*' }]);
    expect((await inProd.ask('PATCH', path('moved'), { environment: 'dev' }, await etag('moved'))).status).toBe(403);
  });

  it('many at once, each over the revision that it saw: of two over the same, one; and what fails takes no other with it', async () => {
    const names = Array.from({ length: 24 }, (_, number) => `many-${number}`);
    for (const name of names) await put((change) => putIdentity(change, identity(name, { declared: {} })));
    const seen = await Promise.all(names.map(etag));
    const bodies = ['one', 'two'].flatMap((purpose) => names.map((name, at) => ({ name, at, purpose })));
    const answers = await Promise.all(bodies.map(({ name, at, purpose }) => owner.ask('PATCH', path(name), { purpose }, seen[at])));
    for (const [at, name] of names.entries()) {
      const both = [answers[at], answers[at + names.length]];
      expect(both.map((one) => one?.status).sort(), name).toEqual([200, 412]);
      const purpose = both[0]?.status === 200 ? 'one' : 'two';
      expect((await owner.ask('GET', path(name))).body).toMatchObject({ purpose });
      const history = (await owner.ask('GET', path(name, '/history'))).body;
      expect(history).toMatchObject({ items: [{ field: 'purpose', before: null, after: purpose }] });
    }
  });

  it('who loses a role, or a token, somewhere else may nothing with the next change, whatever was known of them', async () => {
    await put((change) => putIdentity(change, identity('taken', { declared: {} })));
    const [loser, revoked] = [await plane.person('luke', [{ role: 'owner', ...EVERYWHERE }]), await plane.person('rene', [{ role: 'owner', ...EVERYWHERE }])];
    for (const one of [loser, revoked])
      expect((await one.ask('PATCH', path('taken'), { purpose: one.id }, await etag('taken'))).status).toBe(200);
    const seen = await etag('taken');
    // Not by the API, which would forget what it knows: as another server over the same database does it.
    await put((change) => takeRole(change, loser.id, { role: 'owner', ...EVERYWHERE }));
    await put((change) => revokeTokens(change, revoked.id));
    const answers = await Promise.all([loser, revoked, owner].map((one) => one.ask('PATCH', path('taken'), { purpose: 'again' }, seen)));
    expect(answers.map(({ status }) => status)).toEqual([404, 401, 200]);
  });

  it('moves along its life with a reason that is recorded, and nowhere else', async () => {
    await put((change) => putIdentity(change, identity('life', { state: 'proposed', declared: {} })));
    const to = (state: string, reason?: string) => owner.ask('POST', path('life', '/state'), { state, ...(reason ? { reason } : {}) });
    expect((await to('active')).status).toBe(400);
    expect(await to('active', 'looked at it')).toMatchObject({ status: 200, body: { state: 'active' } });
    expect((await to('proposed', 'back')).body).toMatchObject({ code: 'conflict' });
    expect((await to('retired', 'no')).status).toBe(400);
    await put((change) => putIdentity(change, identity('git', { declared: { state: { value: 'active', file: 'a.yaml' } } })));
    expect((await owner.ask('POST', path('git', '/state'), { state: 'suspended', reason: 'x' })).body).toMatchObject({ code: 'conflict' });
    expect(await plane.entries()).toContainEqual(expect.objectContaining({ kind: 'identity-changed', object: identity('life').id, reason: 'looked at it' }));
  });

  it('retires one with all that it held: told, marked, and left to do', async () => {
    await put(async (change) => {
      await putIdentity(change, identity('end', { declared: {} }));
      for (const id of ['k1', 'k2'])
        await putCredential(change, { id, identity: identity('end').id, kind: 'api-key', name: id, place: { file: 'a', line: 1 }, created: null, lastUsed: null });
    });
    const { status, body } = await owner.ask('POST', path('end', '/retire'), { reason: 'replaced' });
    const { toDos, identity: retired } = body as { readonly identity: { readonly state: string }; readonly toDos: readonly { readonly id: string; readonly kind: string; readonly about: string }[] };
    expect([status, retired.state]).toEqual([200, 'retired']);
    expect(toDos.map(({ kind, about }) => `${kind} ${about}`)).toEqual(['revoke-credential k1', 'revoke-credential k2', 'remove-from-source k8s']);
    const credentials = (await owner.ask('GET', path('end', '/credentials'))).body as { readonly items: readonly { readonly ended: string | null }[] };
    expect(credentials.items.every(({ ended }) => ended !== null)).toBe(true);
    const told = (await plane.entries()).find(({ kind, object }) => kind === 'identity-retired' && object === identity('end').id);
    expect(told).toMatchObject({ reason: 'replaced', data: { change: { owner: 'team-a', credentials: [{ id: 'k1' }, { id: 'k2' }] } } });
    expect((await owner.ask('POST', path('end', '/retire'), { reason: 'again' })).status).toBe(409);
    expect((await owner.ask('POST', `/api/to-dos/${toDos[0]?.id ?? ''}/done`, { reason: 'revoked' })).status).toBe(204);
    expect((await owner.ask('POST', `/api/to-dos/${toDos[0]?.id ?? ''}/done`, { reason: 'revoked' })).status).toBe(409);
    expect((await owner.ask('PATCH', path('end'), { purpose: 'x' }, await etag('end'))).status).toBe(409);
    const history = (await owner.ask('GET', path('end', '/history'))).body;
    expect(history).toMatchObject({ items: [{ field: 'state', before: 'active', after: 'retired' }] });
  });

  it('follows owners when they leave', async () => {
    const leaver = await plane.person('lea');
    const by = `person:${leaver.id}`;
    await put(async (change) => {
      await putIdentity(change, identity('left', { owner: 'team-x', declared: {} }));
      await putIdentity(change, identity('held', { owner: by, state: 'suspended', declared: {} }));
      await putIdentity(change, identity('theirs', { owner: 'lea', declared: {} }));
    });
    expect((await owner.ask('POST', path('left', '/owner'), { owner: 'person:nobody', reason: 'x' })).status).toBe(409);
    expect((await owner.ask('POST', path('left', '/owner'), { owner: by, reason: 'runs it' })).body).toMatchObject({ owner: by });
    const at = `/api/people/${leaver.id}`;
    const seen = (await admin.ask('GET', at)).headers.get('etag') ?? '';
    expect((await admin.ask('PATCH', at, { active: false }, { 'if-match': seen })).status).toBe(200);
    expect((await owner.ask('GET', path('left'))).body).toMatchObject({ state: 'under-review', owner: by });
    expect((await owner.ask('GET', path('held'))).body).toMatchObject({ state: 'suspended' });
    expect((await owner.ask('GET', path('theirs'))).body).toMatchObject({ state: 'active' });
    const open = async () => ((await owner.ask('GET', '/api/to-dos')).body as { readonly items: readonly { readonly kind: string; readonly identity: string }[] }).items.filter(({ kind }) => kind === 'owner-left');
    expect((await open()).map((one) => one.identity).sort()).toEqual([identity('held').id, identity('left').id].sort());
    expect((await owner.ask('POST', path('left', '/owner'), { owner: by, reason: 'x' })).status).toBe(409);
    expect((await owner.ask('POST', path('left', '/owner'), { owner: 'team-y', reason: 'took over' })).status).toBe(200);
    expect((await open()).map((one) => one.identity)).toEqual([identity('held').id]);
    const told = (await plane.entries()).filter(({ kind, data }) => kind === 'owner-left' && JSON.stringify(data).includes(leaver.id));
    expect(told).toHaveLength(2);
  });

  it('takes a proposal by hand once, under an id that is one', async () => {
    const body = { id: 'hand:App:prod/bot', kind: 'App', owner: 'team-a', environment: 'prod' };
    expect(await owner.ask('POST', '/api/identities', body)).toMatchObject({ status: 201, body: { state: 'proposed', source: 'by-hand', name: 'bot', realm: 'prod' } });
    expect((await owner.ask('POST', '/api/identities', body)).status).toBe(409);
    expect((await owner.ask('POST', '/api/identities', { ...body, id: 'bot' })).status).toBe(400);
  });
}); // prettier-ignore
