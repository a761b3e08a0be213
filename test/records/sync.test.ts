import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf } from '../../src/store/rows/credentials.ts';
import { historyOf, identityById, putIdentity } from '../../src/store/rows/identities.ts';
import { allSources } from '../../src/store/rows/sources.ts';
import { declare, idOf, records, seen, type Records } from './records.ts';

describe('a scan in the records', () => {
  let own: Records;
  beforeAll(async () => {
    own = await records();
  });
  afterAll(() => own.close());

  const get = (name: string) => own.store.read((db) => identityById(db, idOf(name)));
  const edit = async (name: string, fields: object) => {
    const before = await get(name);
    if (before) await own.store.change({ actor: 'ada', now: new Date(own.at) }, (change) => putIdentity(change, { ...before, ...fields }));
  };

  it('proposes what is new, and tells it once', async () => {
    const since = await own.store.revision();
    const one = seen('a', { fields: { owner: 'team-a', environment: 'prod' } });
    expect(await own.scan([one])).toMatchObject({ added: 1, changed: 0, gone: 0 });
    expect(await get('a')).toMatchObject({ state: 'proposed', owner: 'team-a', environment: 'prod', source: 'estate', goneSince: null });
    expect((await own.told(since)).map(({ kind }) => kind)).toEqual(['identity-added', 'scan-done']);
    const revision = (await get('a'))?.revision;
    const again = await own.store.revision();
    expect(await own.scan([one])).toMatchObject({ added: 0, changed: 0, gone: 0 });
    expect((await own.told(again)).map(({ kind }) => kind)).toEqual(['scan-done']);
    const kept = await get('a');
    expect([kept?.revision, kept?.seenLast]).toEqual([revision, new Date(own.at + 1000)]);
  });

  it('a declared lifecycle and declared fields win over edits, with their file', async () => {
    await own.scan([seen('d', { fields: { purpose: 'label' }, declared: declare({ owner: 'ada@a.test', state: 'active' }) })], 'd');
    expect(await get('d')).toMatchObject({ state: 'active', owner: 'ada@a.test', purpose: 'label', declared: { owner: { file: 'writ.estate.yaml' } } });
    await edit('d', { owner: 'somebody', purpose: 'edited', state: 'suspended' });
    await own.scan([seen('d', { fields: { purpose: 'label' }, declared: declare({ owner: 'ada@a.test', state: 'active' }) })], 'd');
    expect(await get('d')).toMatchObject({ state: 'active', owner: 'ada@a.test', purpose: 'edited' });
  });

  it('what nobody edited follows its source, what somebody edited stays', async () => {
    await own.scan([seen('f', { fields: { owner: 'x', purpose: 'p' } })], 'f');
    await edit('f', { purpose: 'mine' });
    await own.scan([seen('f', { fields: { owner: 'y', purpose: 'q' } })], 'f');
    expect(await get('f')).toMatchObject({ owner: 'y', purpose: 'mine' });
  });

  it('what a complete scan no longer has is gone, not deleted; an incomplete one says nothing about it', async () => {
    await own.scan([seen('g'), seen('h')], 'g');
    await own.scan({ identities: [seen('g')], incomplete: '1 could not be read', counts: {} }, 'g');
    expect((await get('h'))?.goneSince).toBeNull();
    const source = (await own.store.read(allSources)).find(({ name }) => name === 'g');
    expect(source?.failure).toMatch(/^1 could not be read; 2 are kept$/u);
    expect(await own.scan([seen('g')], 'g')).toMatchObject({ gone: 1 });
    expect((await get('h'))?.goneSince).toEqual(new Date(own.at + 1000));
    expect((await own.store.read(allSources)).find(({ name }) => name === 'g')?.failure).toBeNull();
    expect(await own.scan([seen('g'), seen('h')], 'g')).toMatchObject({ returned: 1 });
    expect((await get('h'))?.goneSince).toBeNull();
    const history = await own.store.read((db) => historyOf(db, idOf('h')));
    expect(history.map(({ field }) => field)).toEqual(['goneSince', 'goneSince']);
  });

  it('is gone only when every source that had it no longer has it', async () => {
    await own.scan([seen('two'), seen('x1')], 's1');
    await own.scan([seen('two', { declared: declare({ owner: 'o' }) }), seen('x2')], 's2');
    await own.scan([seen('x1')], 's1');
    expect(await get('two')).toMatchObject({ goneSince: null, owner: 'o' });
    await own.scan([seen('x2')], 's2');
    expect(await get('two')).toMatchObject({ owner: 'o', declared: {} });
    expect((await get('two'))?.goneSince).not.toBeNull();
  });

  it('a retired one that comes back is told and not revived', async () => {
    await own.scan([seen('r'), seen('q')], 'r');
    await edit('r', { state: 'retired' });
    await own.scan([seen('q')], 'r');
    const since = await own.store.revision();
    await own.scan([seen('q'), seen('r', { declared: declare({ state: 'active' }) })], 'r');
    expect(await get('r')).toMatchObject({ state: 'retired', goneSince: null });
    expect((await own.told(since)).filter(({ kind }) => kind === 'identity-returned')).toMatchObject([{ object: idOf('r') }]);
  });

  it('credentials come, move, go and come back with what holds them', async () => {
    const credential = { id: 'c:1', kind: 'api-key', name: 'K', place: { node: 'n', where: 'env', evidence: { file: 'a', line: 1 } } };
    const of = () => own.store.read((db) => credentialsOf(db, idOf('c')));
    await own.scan([seen('c', {}, { credentials: [credential] }), seen('c2')], 'c');
    const moved = { ...credential, place: { ...credential.place, evidence: { file: 'a', line: 9 } } };
    const since = await own.store.revision();
    await own.scan([seen('c', {}, { credentials: [moved] }), seen('c2')], 'c');
    expect(await of()).toMatchObject([{ id: 'c:1', place: moved.place, goneSince: null, source: 'c' }]);
    await own.scan([seen('c'), seen('c2')], 'c');
    expect((await of())[0]?.goneSince).not.toBeNull();
    await own.scan([seen('c', {}, { credentials: [moved] }), seen('c2')], 'c');
    expect((await of())[0]?.goneSince).toBeNull();
    await own.scan([seen('c2')], 'c');
    expect((await of())[0]?.goneSince).not.toBeNull();
    const kinds = (await own.told(since)).map(({ kind }) => kind).filter((kind) => kind.startsWith('credential'));
    expect(kinds).toEqual(['credential-gone', 'credential-kept', 'credential-gone']);
  });

  it('takes thousands in bounded changes, and writes nothing when they are the same', async () => {
    const many = Array.from({ length: 4500 }, (_, at) => seen(`m${String(at).padStart(5, '0')}`, { fields: { owner: `team-${at % 7}` } }));
    const since = await own.store.revision();
    expect(await own.scan(many, 'many')).toMatchObject({ added: 4500 });
    expect((await own.told(since)).filter(({ kind }) => kind === 'identity-added')).toHaveLength(4500);
    const then = await own.store.revision();
    expect(then - since).toBeLessThan(10);
    const [first, ...rest] = many;
    expect(first).toBeDefined();
    expect(await own.scan(rest, 'many')).toMatchObject({ added: 0, changed: 0, gone: 1 });
    expect((await own.told(then)).map(({ kind }) => kind)).toEqual(['identity-changed', 'scan-done']);
  });
}); // prettier-ignore
