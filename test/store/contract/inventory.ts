import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { credentialsOf, putCredential, removeCredential } from '../../../src/store/rows/credentials.ts';
import {
  historyOf,
  identitiesChanged,
  identitiesFrom,
  identityById,
  putIdentity,
} from '../../../src/store/rows/identities.ts';
import { allSources, keepFailure, keepScan } from '../../../src/store/rows/sources.ts';
import { BY, LATER, NOW, identity, credential, type UnderTest } from './samples.ts';

/** What was found: identities, their credentials, and how fresh each source is. */
export function inventoryContract(under: UnderTest): void {
  it('an identity comes back as it was put, with its history by field', async () => {
    const one = identity('trainer', { purpose: "trains 'models' \\ ünïcode \u2028", seenLast: LATER });
    const kept = await under.store.change(BY, (change) => putIdentity(change, one, 0));
    expect(await under.store.read((db) => identityById(db, one.id))).toEqual(kept);
    expect(kept).toEqual({ ...one, revision: kept.revision });
    const next = await under.store.change({ actor: 'bob', now: LATER }, (change) =>
      putIdentity(change, { ...one, owner: null, state: 'under-review' }, kept.revision),
    );
    expect(await under.store.read((db) => historyOf(db, one.id))).toEqual([
      { revision: next.revision, field: 'owner', before: 'team-a', after: null, actor: 'bob', at: LATER },
      { revision: next.revision, field: 'state', before: 'active', after: 'under-review', actor: 'bob', at: LATER },
    ]);
    const late = under.store.change(BY, (change) => putIdentity(change, one, kept.revision));
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('pages by id, and by revision without a row left out', async () => {
    const from = await under.store.revision();
    for (const number of [0, 1, 2, 3, 4])
      await under.store.change(BY, (change) => putIdentity(change, identity(`page-${number}`, { owner: 'pages' })));
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = await under.store.read((db) => identitiesFrom(db, { after, limit: 2, owner: 'pages' }));
      seen.push(...page.map(({ name: one }) => one));
      after = page.at(-1)?.id ?? '';
      if (page.length < 2) break;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4].map((number) => `page-${number}`));
    const changed = await under.store.read((db) => identitiesChanged(db, from, 100));
    expect(changed.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5].map((number) => from + number));
  });

  it('keeps credentials of an identity, and of none that is not there', async () => {
    await under.store.change(BY, (change) => putIdentity(change, identity('holder')));
    await under.store.change(BY, (change) => putCredential(change, credential('holder', 'key-2')));
    const [first, ...more] = await under.store.read((db) => credentialsOf(db, identity('holder').id));
    const nothing = { source: null, goneSince: null, ended: null };
    expect([first, more]).toEqual([{ ...credential('holder', 'key-2'), ...nothing }, []]);
    expect(await under.store.change(BY, (change) => removeCredential(change, 'key-2'))).toBe(true);
    expect(await under.store.change(BY, (change) => removeCredential(change, 'key-2'))).toBe(false);
    await expect(
      under.store.change(BY, (change) => putCredential(change, credential('nobody', 'key-3'))),
    ).rejects.toThrow();
  });

  it('tells how fresh each source is', async () => {
    const scan = {
      id: randomUUID(),
      source: 'repository',
      kind: 'git',
      began: NOW,
      ended: LATER,
      counts: { files: 3 },
    };
    await under.store.change(BY, (change) => keepScan(change, scan));
    const failure = { name: 'repository', kind: 'git', at: LATER, failure: 'no route' };
    await under.store.change(BY, (change) => keepFailure(change, failure));
    expect(await under.store.read((db) => allSources(db))).toEqual([
      { name: 'repository', kind: 'git', seenLast: LATER, failedLast: LATER, failure: 'no route' },
    ]);
  });
}
