import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { putCredential } from '../../../src/store/rows/credentials.ts';
import { identityById, putIdentity } from '../../../src/store/rows/identities.ts';
import { answerTo, forgetAnswers, keepAnswer } from '../../../src/store/rows/idempotency.ts';
import { putSetting, setting } from '../../../src/store/rows/meta.ts';
import { cursorOf, eventsAfter, moveCursor, pruneOutbox } from '../../../src/store/rows/outbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { BY, LATER, NOW, hash, identity, credential, type UnderTest } from './samples.ts';

/** Transactions, revisions, and what is told of them. */
export function changesContract(under: UnderTest, open: () => Promise<Store>): void {
  it('a change moves the revision by one, and what was rolled back gives it back', async () => {
    const before = await under.store.revision();
    await under.store.change(BY, (change) => putIdentity(change, identity('first')));
    expect(await under.store.revision()).toBe(before + 1);
    const failed = under.store.change(BY, async (change) => {
      await putIdentity(change, identity('never'));
      throw new Error('thought better of it');
    });
    await expect(failed).rejects.toThrow('thought better of it');
    expect(await under.store.revision()).toBe(before + 1);
    expect(await under.store.read((db) => identityById(db, identity('never').id))).toBeUndefined();
  });

  it('changes that come at once happen one after the other: no revision is given twice or left out', async () => {
    const from = await under.store.revision();
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        under.store.change(BY, async (change) => {
          const counted = Number((await setting(change.db, 'count')) ?? 0);
          await putSetting(change, 'count', counted + 1);
          await putIdentity(change, identity(`many-${number}`));
          return change.revision;
        }),
      ),
    );
    expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, at) => from + at + 1));
    expect(await under.store.read((db) => setting(db, 'count'))).toBe(40);
  });

  it('an event stands in the outbox exactly when its change does, in order; consumers go on where they were', async () => {
    const revision = await under.store.revision();
    await under.store.change(BY, async (change) => {
      await putIdentity(change, identity('told'));
      await putCredential(change, credential('told', 'key-1'));
    });
    await under.store
      .change(BY, async (change) => {
        await putIdentity(change, identity('untold'));
        throw new Error('no');
      })
      .catch(() => undefined);
    const events = await under.store.read((db) => eventsAfter(db, { revision, position: -1 }, 10));
    const place = { revision: revision + 1, actor: 'ada', at: NOW };
    expect(events.filter((one) => one.revision > revision)).toMatchObject([
      { ...place, position: 0, kind: 'identity-added', object: identity('told').id },
      { ...place, position: 1, kind: 'credential-kept', object: 'key-1' },
    ]);
    await under.store.maintain((db) => moveCursor(db, 'ledger', { revision: revision + 1, position: 0 }));
    await under.store.maintain((db) => moveCursor(db, 'ledger', { revision, position: 9 }));
    const cursor = await under.store.read((db) => cursorOf(db, 'ledger'));
    expect(cursor).toEqual({ revision: revision + 1, position: 0 });
    expect(await under.store.revision()).toBe(revision + 1);
    await under.store.maintain((db) => pruneOutbox(db));
    const left = await under.store.read((db) => eventsAfter(db, { revision: 0, position: -1 }, 1));
    expect(left).toMatchObject([{ revision: revision + 1, position: 1 }]);
  });

  it('one statement needs no transaction, gets no second, and leaves its connection whole', async () => {
    await under.store.change(BY, (change) => putIdentity(change, identity('alone')));
    const { id } = identity('alone');
    const some = Array.from({ length: 30 }, () => under.store.readOne((db) => identityById(db, id)));
    expect((await Promise.all(some)).every((one) => one?.id === id)).toBe(true);
    await expect(
      under.store.readOne(async (db) => [await identityById(db, id), await identityById(db, id)]),
    ).rejects.toThrow('one statement was to be enough');
    await expect(under.store.readOne(() => Promise.reject(new Error('asks nothing')))).rejects.toThrow('asks nothing');
    await expect(under.store.readOne((db) => sql`select 1 / 0`.execute(db))).rejects.toThrow('division by zero');
    expect(await under.store.readOne((db) => identityById(db, id))).toMatchObject({ id });
  });

  it('an answer is kept once for its key, with what it answers for', async () => {
    const answer = { scope: 'ada', key: 'k1', request: hash('a'), answer: { id: 7 }, expires: LATER };
    await under.store.change(BY, (change) => keepAnswer(change, answer));
    const again = under.store.change(BY, async (change) => {
      await putIdentity(change, identity('twice'));
      await keepAnswer(change, answer);
    });
    await expect(again).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(await under.store.read((db) => identityById(db, identity('twice').id))).toBeUndefined();
    expect(await under.store.read((db) => answerTo(db, 'ada', 'k1', NOW))).toEqual(answer);
    await under.store.maintain((db) => forgetAnswers(db, LATER));
    expect(await under.store.read((db) => answerTo(db, 'ada', 'k1', NOW))).toBeUndefined();
  });

  it('who follows hears of each change, of another process too, and never of an older revision', async () => {
    const other = await open();
    const seen: number[] = [];
    const target = (await under.store.revision()) + 3;
    const end = await new Promise<() => void>((resolve) => {
      const stop = under.store.follow((revision) => {
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
    await under.store.read(async (db) => {
      const before = await identityById(db, identity('seen').id);
      await under.store.change(BY, (change) => putIdentity(change, identity('seen')));
      expect(await identityById(db, identity('seen').id)).toEqual(before);
    });
    await expect(under.store.read((db) => db.updateTable('revision').set({ value: 0 }).execute())).rejects.toThrow(
      /read-only/u,
    );
  });
}
