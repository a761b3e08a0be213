import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPostmasterFile } from '../../../src/store/embedded/postmaster-file.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { builtProgram } from '../../sessions/build.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from '../debian.ts';
import { Writer, type Acknowledged } from './process.ts';

/** WRIT_KILLS=25 is the long form. */
const KILLS = Number(process.env['WRIT_KILLS'] ?? '5');
const LONG = 60_000 * Math.max(KILLS, 5);
const home = mkdtempSync(join(tmpdir(), 'writ-kill-'));
beforeAll(() => {
  builtProgram();
}, 600_000);
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Each acknowledged change is there under its revision; revisions run from 1 without a gap, each with its one event. */
async function holds(store: Store, acknowledged: Acknowledged): Promise<void> {
  const rows = await store.read((db) => db.selectFrom('meta').select(['key', 'revision']).execute());
  const kept = new Map(rows.map(({ key, revision }) => [revision, key]));
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect([...acknowledged].filter(([revision, key]) => kept.get(revision) !== key)).toEqual([]);
  const last = await store.revision();
  const events = await store.read((db) => db.selectFrom('outbox').select('revision').orderBy('revision').execute());
  expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
  expect(kept.size).toBe(last);
}

describe('kill -9 while writing', () => {
  it(
    `embedded, ${KILLS} kills: of the program, and of the database under it`,
    async () => {
      const data = join(home, 'data');
      const acknowledged: Acknowledged = new Map();
      for (let round = 0; round < KILLS; round += 1) {
        const writer = new Writer(data, round, acknowledged);
        await writer.more(5 + ((round * 37) % 60));
        if (round % 3 === 2) {
          process.kill(readPostmasterFile(join(data, 'postgres'))?.pid ?? 0, 'SIGKILL');
          // It is started again, and the writer goes on without being told.
          await writer.more(10);
          expect([...writer.failures].filter((code) => code !== 'store-unavailable')).toEqual([]);
        }
        await writer.kill();
      }
      const store = await openStore({ data });
      await holds(store, acknowledged);
      await store.close();
    },
    LONG,
  );
});

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI) process.stderr.write(`\nNOT TESTED: kills of an external database. ${MISSING}\n\n`);

describe.runIf(hasDebianPostgres() || CI)('kill -9 while writing, on PostgreSQL 15 of Debian', () => {
  let postgres: DebianPostgres;
  beforeAll(async () => {
    postgres = await new DebianPostgres().start();
  });
  afterAll(async () => {
    await postgres.remove();
  });

  it(
    `external, ${KILLS} kills: of the database, and of the program`,
    async () => {
      const acknowledged: Acknowledged = new Map();
      let writer = new Writer(home, 0, acknowledged, postgres.url);
      for (let round = 1; round <= KILLS; round += 1) {
        await writer.more(5 + ((round * 37) % 60));
        if (round % 4 === 0) {
          await writer.kill();
          writer = new Writer(home, round, acknowledged, postgres.url);
        } else {
          await postgres.stop('SIGKILL');
          await postgres.start();
        }
      }
      await writer.more(5);
      expect([...writer.failures].filter((code) => code !== 'store-unavailable')).toEqual([]);
      await writer.kill();
      const store = await openStore({ data: home, databaseUrl: postgres.url });
      await holds(store, acknowledged);
      await store.close();
    },
    LONG,
  );

  it('a database that is stopped and started again in order: it is told as away, and writing goes on by itself', async () => {
    const store = await openStore({ data: home, databaseUrl: postgres.url, schema: 'again' });
    await store.revision();
    await postgres.stop();
    await expect(store.revision()).rejects.toMatchObject({ code: 'store-unavailable' });
    await postgres.start();
    await store.revision();
    await store.close();
  });
});
