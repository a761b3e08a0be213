import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf, putCredential, removeCredential } from '../../src/store/rows/credentials.ts';
import {
  historyOf,
  identitiesChanged,
  identitiesFrom,
  identityById,
  putIdentity,
  type Identity,
} from '../../src/store/rows/identities.ts';
import { answerTo, forgetAnswers, keepAnswer } from '../../src/store/rows/idempotency.ts';
import { putSetting, setting } from '../../src/store/rows/meta.ts';
import { cursorOf, eventsAfter, moveCursor, pruneOutbox } from '../../src/store/rows/outbox.ts';
import { accountsOf, linkAccount, personOf, putPerson, unlinkAccount } from '../../src/store/rows/people.ts';
import { giveRole, rolesOf, takeRole } from '../../src/store/rows/roles.ts';
import { beginSession, endSessions, sessionBy, touchSession } from '../../src/store/rows/sessions.ts';
import { allSources, keepFailure, keepScan } from '../../src/store/rows/sources.ts';
import { addToken, revokeToken, tokenBy } from '../../src/store/rows/tokens.ts';
import type { Store } from '../../src/store/store.ts';

export const NOW = new Date('2026-01-02T03:04:05.678Z');
const LATER = new Date(NOW.getTime() + 3_600_000);
export const BY = { actor: 'ada', now: NOW } as const;

export function identity(name: string, more: Partial<Identity> = {}): Identity {
  return {
    id: `k8s:ServiceAccount:prod/team-a/${name}`,
    kind: 'ServiceAccount',
    name,
    realm: 'prod',
    environment: 'prod',
    state: 'active',
    owner: 'team-a',
    purpose: null,
    dataScope: null,
    rotationPolicy: null,
    declared: { owner: { value: 'team-a', file: 'writ.estate.yaml' } },
    source: 'k8s',
    evidence: [{ file: 'a.yaml', line: 3 }],
    seenFirst: NOW,
    seenLast: NOW,
    ...more,
  };
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What every store does, whichever database it stands on. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the contract of the store`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(async () => {
      await store.close();
    });

    it('a change moves the revision by one, and what was rolled back gives it back', async () => {
      const before = await store.revision();
      await store.change(BY, (change) => putIdentity(change, identity('first')));
      expect(await store.revision()).toBe(before + 1);
      const failed = store.change(BY, async (change) => {
        await putIdentity(change, identity('never'));
        throw new Error('thought better of it');
      });
      await expect(failed).rejects.toThrow('thought better of it');
      expect(await store.revision()).toBe(before + 1);
      expect(await store.read((db) => identityById(db, identity('never').id))).toBeUndefined();
    });

    it('an identity comes back as it was put, with its history by field', async () => {
      const one = identity('trainer', { purpose: "trains 'models' \\ ünïcode \u2028", seenLast: LATER });
      const kept = await store.change(BY, (change) => putIdentity(change, one, 0));
      expect(await store.read((db) => identityById(db, one.id))).toEqual(kept);
      expect(kept).toEqual({ ...one, revision: kept.revision });
      const next = await store.change({ actor: 'bob', now: LATER }, (change) =>
        putIdentity(change, { ...one, owner: null, state: 'under-review' }, kept.revision),
      );
      expect(await store.read((db) => historyOf(db, one.id))).toEqual([
        { revision: next.revision, field: 'owner', before: 'team-a', after: null, actor: 'bob', at: LATER },
        { revision: next.revision, field: 'state', before: 'active', after: 'under-review', actor: 'bob', at: LATER },
      ]);
      const late = store.change(BY, (change) => putIdentity(change, one, kept.revision));
      await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
    });

    it('pages by id, and by revision without a row left out', async () => {
      const from = await store.revision();
      for (const number of [0, 1, 2, 3, 4])
        await store.change(BY, (change) => putIdentity(change, identity(`page-${number}`, { owner: 'pages' })));
      const seen: string[] = [];
      for (let after = ''; ;) {
        const page = await store.read((db) => identitiesFrom(db, { after, limit: 2, owner: 'pages' }));
        seen.push(...page.map(({ name: one }) => one));
        after = page.at(-1)?.id ?? '';
        if (page.length < 2) break;
      }
      expect(seen).toEqual([0, 1, 2, 3, 4].map((number) => `page-${number}`));
      const changed = await store.read((db) => identitiesChanged(db, from, 100));
      expect(changed.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5].map((number) => from + number));
    });

    it('changes that come at once happen one after the other: no revision is given twice or left out', async () => {
      const from = await store.revision();
      const all = await Promise.all(
        Array.from({ length: 40 }, (_, number) =>
          store.change(BY, async (change) => {
            const counted = Number((await setting(change.db, 'count')) ?? 0);
            await putSetting(change, 'count', counted + 1);
            await putIdentity(change, identity(`many-${number}`));
            return change.revision;
          }),
        ),
      );
      expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, at) => from + at + 1));
      expect(await store.read((db) => setting(db, 'count'))).toBe(40);
    });

    it('an event stands in the outbox exactly when its change does, in order; consumers go on where they were', async () => {
      const revision = await store.revision();
      await store.change(BY, async (change) => {
        await putIdentity(change, identity('told'));
        await putCredential(change, credential('told', 'key-1'));
      });
      await store
        .change(BY, async (change) => {
          await putIdentity(change, identity('untold'));
          throw new Error('no');
        })
        .catch(() => undefined);
      const events = await store.read((db) => eventsAfter(db, { revision, position: -1 }, 10));
      const place = { revision: revision + 1, actor: 'ada', at: NOW };
      expect(events.filter((one) => one.revision > revision)).toMatchObject([
        { ...place, position: 0, kind: 'identity-added', object: identity('told').id },
        { ...place, position: 1, kind: 'credential-kept', object: 'key-1' },
      ]);
      await store.maintain((db) => moveCursor(db, 'ledger', { revision: revision + 1, position: 0 }));
      await store.maintain((db) => moveCursor(db, 'ledger', { revision, position: 9 }));
      const cursor = await store.read((db) => cursorOf(db, 'ledger'));
      expect(cursor).toEqual({ revision: revision + 1, position: 0 });
      expect(await store.revision()).toBe(revision + 1);
      await store.maintain((db) => pruneOutbox(db));
      const left = await store.read((db) => eventsAfter(db, { revision: 0, position: -1 }, 1));
      expect(left).toMatchObject([{ revision: revision + 1, position: 1 }]);
    });

    it('keeps credentials of an identity, and of none that is not there', async () => {
      await store.change(BY, (change) => putIdentity(change, identity('holder')));
      await store.change(BY, (change) => putCredential(change, credential('holder', 'key-2')));
      const [first, ...more] = await store.read((db) => credentialsOf(db, identity('holder').id));
      expect([first, more]).toEqual([credential('holder', 'key-2'), []]);
      expect(await store.change(BY, (change) => removeCredential(change, 'key-2'))).toBe(true);
      expect(await store.change(BY, (change) => removeCredential(change, 'key-2'))).toBe(false);
      await expect(
        store.change(BY, (change) => putCredential(change, credential('nobody', 'key-3'))),
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
      await store.change(BY, (change) => keepScan(change, scan));
      const failure = { name: 'repository', kind: 'git', at: LATER, failure: 'no route' };
      await store.change(BY, (change) => keepFailure(change, failure));
      expect(await store.read((db) => allSources(db))).toEqual([
        { name: 'repository', kind: 'git', seenLast: LATER, failedLast: LATER, failure: 'no route' },
      ]);
    });

    it('an account is of one person, and a role of the person', async () => {
      const [ada, bob] = [randomUUID(), randomUUID()];
      const account = { system: 'git', realm: 'github.test', name: 'ada' } as const;
      await store.change(BY, (change) => putPerson(change, { id: ada, name: 'Ada', active: true }));
      await store.change(BY, (change) => putPerson(change, { id: bob, name: 'Bob', active: true }));
      expect(await store.change(BY, (change) => linkAccount(change, ada, account))).toBe(true);
      expect(await store.change(BY, (change) => linkAccount(change, bob, account))).toBe(false);
      expect(await store.read((db) => personOf(db, account))).toEqual({ id: ada, name: 'Ada', active: true });
      expect(await store.read((db) => accountsOf(db, ada))).toEqual([account]);
      expect(await store.change(BY, (change) => unlinkAccount(change, account))).toBe(true);
      const role = { role: 'approver', environment: 'prod', team: '*' };
      await store.change(BY, (change) => giveRole(change, ada, role));
      await store.change(BY, (change) => giveRole(change, ada, role));
      expect(await store.read((db) => rolesOf(db, ada))).toEqual([role]);
      expect(await store.change(BY, (change) => takeRole(change, ada, role))).toBe(true);
      expect(await store.read((db) => rolesOf(db, ada))).toEqual([]);
    });

    it('a session and a token are found by their hash while they are good, and of an active person only', async () => {
      const person = { id: randomUUID(), name: 'Eve', active: true };
      const session = { hash: hash('cookie'), person: person.id, created: NOW, usedLast: NOW, expires: LATER };
      const token = {
        id: randomUUID(),
        hash: hash('token'),
        name: 'ci',
        person: person.id,
        scopes: ['read'],
        created: NOW,
        expires: LATER,
      };
      await store.change(BY, async (change) => {
        await putPerson(change, person);
        await beginSession(change, session);
        await addToken(change, token);
      });
      await store.maintain((db) => touchSession(db, session.hash, new Date(NOW.getTime() + 1)));
      const found = (now: Date) =>
        store.read(async (db) => [await sessionBy(db, session.hash, now), await tokenBy(db, token.hash, now)]);
      expect(await found(NOW)).toEqual([{ ...session, usedLast: new Date(NOW.getTime() + 1) }, token]);
      expect(await found(LATER)).toEqual([undefined, undefined]);
      await store.change(BY, (change) => putPerson(change, { ...person, active: false }));
      expect(await found(NOW)).toEqual([undefined, undefined]);
      await store.change(BY, (change) => putPerson(change, person));
      expect(await store.change(BY, (change) => endSessions(change, { person: person.id }))).toBe(1);
      expect(await store.change(BY, (change) => revokeToken(change, token.id))).toBe(true);
      expect(await store.change(BY, (change) => revokeToken(change, token.id))).toBe(false);
      expect(await found(NOW)).toEqual([undefined, undefined]);
    });

    it('an answer is kept once for its key, with what it answers for', async () => {
      const answer = { scope: 'ada', key: 'k1', request: hash('a'), answer: { id: 7 }, expires: LATER };
      await store.change(BY, (change) => keepAnswer(change, answer));
      const again = store.change(BY, async (change) => {
        await putIdentity(change, identity('twice'));
        await keepAnswer(change, answer);
      });
      await expect(again).rejects.toMatchObject({ code: 'changed-meanwhile' });
      expect(await store.read((db) => identityById(db, identity('twice').id))).toBeUndefined();
      expect(await store.read((db) => answerTo(db, 'ada', 'k1', NOW))).toEqual(answer);
      await store.maintain((db) => forgetAnswers(db, LATER));
      expect(await store.read((db) => answerTo(db, 'ada', 'k1', NOW))).toBeUndefined();
    });

    it('who follows hears of each change, of another process too, and never of an older revision', async () => {
      const other = await open();
      const seen: number[] = [];
      const target = (await store.revision()) + 3;
      const end = await new Promise<() => void>((resolve) => {
        const stop = store.follow((revision) => {
          seen.push(revision);
          if (revision === target) resolve(stop);
        }, 50);
        void (async () => {
          for (const number of [1, 2, 3])
            await other.change(BY, (change) => putIdentity(change, identity(`heard-${number}`)));
        })();
      });
      end();
      await other.close();
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('a reader sees one state of all tables', async () => {
      await store.read(async (db) => {
        const before = await identityById(db, identity('seen').id);
        await store.change(BY, (change) => putIdentity(change, identity('seen')));
        expect(await identityById(db, identity('seen').id)).toEqual(before);
      });
      await expect(store.read((db) => db.updateTable('revision').set({ value: 0 }).execute())).rejects.toThrow(
        /read-only/u,
      );
    });
  });
}

const credential = (holder: string, id: string) => ({
  id,
  identity: identity(holder).id,
  kind: 'access-key',
  name: 'ci',
  place: { file: 'secrets.yaml', line: 2 },
  created: null,
  lastUsed: NOW,
});
