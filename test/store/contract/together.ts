import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { historyOf, identityById, putIdentity } from '../../../src/store/rows/identities.ts';
import { putSetting, setting } from '../../../src/store/rows/meta.ts';
import { eventsAfter } from '../../../src/store/rows/outbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { BY, identity, type UnderTest } from './samples.ts';

const AT_ONCE = { ...BY, atOnce: true } as const;

/** Changes of many at the same time share transactions; none may notice. */
export function togetherContract(under: UnderTest, open: () => Promise<Store>): void {
  it.each([
    ['one after the other', BY],
    ['at once', AT_ONCE],
  ])('of many that come together (%s) those that fail are rolled back alone, and each tells why', async (way, by) => {
    const from = await under.store.revision();
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, (_, number) =>
        under.store.change(by, async (change) => {
          const kept = putSetting(change, `${way} ${number}`, number);
          kept.catch(() => undefined);
          if (number % 7 === 3) await sql`select 1 / 0`.execute(change.db);
          await kept;
          if (number % 7 === 5) throw new Error(`no ${number}`);
          return change.revision;
        }),
      ),
    );
    const revisions = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(revisions).toEqual(revisions.map((_, at) => from + at + 1));
    expect(await under.store.revision()).toBe(from + revisions.length);
    for (const [number, one] of all.entries()) {
      const kept = await under.store.read((db) => setting(db, `${way} ${number}`));
      expect(kept).toBe(one.status === 'fulfilled' ? number : undefined);
      if (one.status === 'fulfilled') continue;
      expect(String(one.reason)).toContain(number % 7 === 3 ? 'division by zero' : `no ${number}`);
    }
    const told = await under.store.read((db) => eventsAfter(db, { revision: from, position: 0 }, 100));
    expect(told.map(({ revision }) => revision)).toEqual(revisions);
  });

  it('a statement that failed is not forgotten by a work that goes on as if nothing was', async () => {
    for (const by of [BY, AT_ONCE]) {
      const others = ['a', 'b'].map((key) => under.store.change(by, (change) => putSetting(change, key, by === BY)));
      const bad = under.store.change(by, async ({ db }) => {
        await sql`select 1 / 0`.execute(db).catch(() => undefined);
      });
      await expect(bad).rejects.toThrow('division by zero');
      await Promise.all(others);
      expect(await under.store.read((db) => setting(db, 'b'))).toBe(by === BY);
    }
  });

  it('an event that the database refuses fails its change and no other', async () => {
    const all = await Promise.allSettled(
      ['before', 'nul\0', 'after'].map((name) =>
        under.store.change(BY, (change) =>
          putIdentity(change, identity(`event-${name}`, { id: name.slice(0, 3), name })),
        ),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('what says that it asks all at once and does not is done all the same, alone and whole', async () => {
    const counted = await Promise.all(
      Array.from({ length: 20 }, () =>
        under.store.change(AT_ONCE, async (change) => {
          const before = Number((await setting(change.db, 'late')) ?? 0);
          await putSetting(change, 'late', before + 1);
          return before;
        }),
      ),
    );
    expect(counted).toEqual(counted.map((_, at) => at));
  });

  it('a change whose expectation fails among others writes nothing, no history and no event', async () => {
    const kept = await under.store.change(BY, (change) => putIdentity(change, identity('expected')));
    const [won, lost] = await Promise.allSettled(
      ['one', 'two'].map((purpose) =>
        under.store.change(AT_ONCE, (change) => putIdentity(change, identity('expected', { purpose }), kept.revision)),
      ),
    );
    expect(won?.status).toBe('fulfilled');
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'changed-meanwhile' } });
    expect(await under.store.read((db) => historyOf(db, kept.id))).toMatchObject([{ field: 'purpose', after: 'one' }]);
    expect(await under.store.read((db) => identityById(db, kept.id))).toMatchObject({ purpose: 'one' });
  });

  it('a statement that comes after its change has ended is refused, and is in nobody else’s change', async () => {
    let leaked: Promise<unknown> = Promise.resolve();
    let end: (value?: unknown) => void = () => undefined;
    await under.store.change(BY, async (change) => {
      leaked = new Promise((resolve) => (end = resolve)).then(() => putSetting(change, 'leaked', true));
      leaked.catch(() => undefined);
      await putSetting(change, 'kept', true);
    });
    end();
    await Promise.all([1, 2, 3].map((number) => under.store.change(BY, (change) => putSetting(change, 'n', number))));
    await expect(leaked).rejects.toThrow('after its transaction had ended');
    expect(await under.store.read((db) => setting(db, 'leaked'))).toBeUndefined();
  });

  it('a change whose connection ends while it waits for something else is told, and those after it go on', async () => {
    const hung = under.store.change(BY, async ({ db }) => {
      const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(db);
      await under.store.read((reader) => sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(reader));
      await new Promise(() => undefined);
    });
    const next = under.store.change(BY, (change) => putSetting(change, 'after hung', true));
    await expect(hung).rejects.toMatchObject({ code: 'store-unavailable' });
    await next;
    expect(await under.store.read((db) => setting(db, 'after hung'))).toBe(true);
  });

  it('two stores on one database that write at once: revisions of both are without a gap', async () => {
    const other = await open();
    const from = await under.store.revision();
    const revisions = await Promise.all(
      Array.from({ length: 80 }, (_, number) =>
        (number % 2 === 0 ? under.store : other).change(number % 3 === 0 ? AT_ONCE : BY, async (change) => {
          await putSetting(change, `two ${number}`, number);
          return change.revision;
        }),
      ),
    );
    expect(revisions.toSorted((a, b) => a - b)).toEqual(revisions.map((_, at) => from + at + 1));
    await other.close();
  });

  it('closing waits for all that was asked for, and takes no more', async () => {
    const other = await open();
    const asked = Array.from({ length: 100 }, (_, number) =>
      other.change(BY, (change) => putSetting(change, `closing ${number}`, number)),
    );
    const closed = other.close();
    await expect(other.change(BY, (change) => putSetting(change, 'late', 1))).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await Promise.all(asked);
    await closed;
    expect(await under.store.read((db) => setting(db, 'closing 99'))).toBe(99);
  });
}
