import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { putSetting } from '../../src/store/rows/meta.ts';
import { openStore } from '../../src/store/open.ts';
import { BY } from './contract/samples.ts';
import { storeContract } from './contract/contract.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from './debian.ts';

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI)
  process.stderr.write(`\nNOT TESTED: the store on an external database. ${MISSING}\n\n`);

// In CI the suite fails by name without it; a person is told what is not tested.
describe.runIf(hasDebianPostgres() || CI)('external store on PostgreSQL 15 of Debian', () => {
  let postgres: DebianPostgres;
  beforeAll(async () => {
    postgres = await new DebianPostgres().start();
  });
  afterAll(async () => {
    await postgres.remove();
  });

  storeContract('external', () => openStore({ data: '/nonexistent', databaseUrl: postgres.url }));

  it('is of one server at a time: another one waits a moment for it, and takes nothing where it stays', async () => {
    const open = () => openStore({ data: '.', databaseUrl: postgres.url, schema: 'sole', sole: true });
    const first = await open();
    await expect(open()).rejects.toMatchObject({ code: 'store-served' });
    // Who only looks or moves rows is no server.
    await (await openStore({ data: '.', databaseUrl: postgres.url, schema: 'sole' })).close();
    const next = open();
    await first.close();
    const second = await next;
    await second.change(BY, (change) => putSetting(change, 'sole', 1));
    await second.close();
  }, 30_000);

  it('who lost its claim takes no change until it has it again', async () => {
    const schema = 'sole';
    const store = await openStore({ data: '.', databaseUrl: postgres.url, schema, sole: true });
    const claims = sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`;
    await store.read((db) => claims.execute(db));
    await expect
      .poll(() => store.change(BY, (change) => putSetting(change, 'lost', 1)).catch((error: unknown) => error), {
        interval: 1,
      })
      .toMatchObject({ code: 'store-unavailable' });
    await expect
      .poll(() =>
        store
          .change(BY, (change) => putSetting(change, 'again', 1))
          .then(
            () => 'done',
            () => 'refused',
          ),
      )
      .toBe('done');
    await store.close();
  }, 30_000);

  it('refuses what it cannot use with a sentence that names no password', async () => {
    const url = postgres.url.replace('writ@', 'nobody:hush@');
    await expect(openStore({ data: '.', databaseUrl: url })).rejects.toMatchObject({
      code: 'bad-configuration',
      message: expect.not.stringContaining('hush') as string,
    });
    const away = 'postgres://writ@127.0.0.1:9/writ';
    await expect(openStore({ data: '.', databaseUrl: away })).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
