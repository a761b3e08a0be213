import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configOf, connect } from '../../src/store/connection/client.ts';
import { addressOf } from '../../src/store/connection/address.ts';
import { migrate } from '../../src/store/migrate/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrate/migrations.ts';
import { openStore } from '../../src/store/open.ts';
import { historyOf, identityById, putIdentity } from '../../src/store/rows/identities.ts';
import { eventsAfter } from '../../src/store/rows/outbox.ts';
import { putPerson } from '../../src/store/rows/people.ts';
import { BY, identity } from './contract/samples.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from './debian.ts';

/** Rows as the program of that schema wrote them, by the number of the last migration that it had. Released rows are never edited. */
const DATA: Readonly<Record<number, string>> = {
  1: `update revision set value = 7;
      insert into identities (id, kind, name, realm, state, owner, source, seen_first, seen_last, revision)
        values ('k8s:ServiceAccount:prod/old', 'ServiceAccount', 'old', 'prod', 'active', 'ada', 'k8s', '2026-01-01', '2026-01-02', 6);
      insert into identity_history values ('k8s:ServiceAccount:prod/old', 7, 'owner', '"bob"', '"ada"', 'cy', '2026-01-02');
      insert into outbox (revision, position, kind, actor, object, data, at)
        values (7, 0, 'identity-changed', 'cy', 'k8s:ServiceAccount:prod/old', '{}', '2026-01-02');`,
  2: `update revision set value = 7;
      insert into identities (id, kind, name, realm, state, owner, source, seen_first, seen_last, revision)
        values ('k8s:ServiceAccount:prod/old', 'ServiceAccount', 'old', 'prod', 'active', 'ada', 'k8s', '2026-01-01', '2026-01-02', 6);
      insert into identity_history values ('k8s:ServiceAccount:prod/old', 7, 'owner', '"bob"', '"ada"', 'cy', '2026-01-02');
      insert into people values ('00000000-0000-4000-8000-000000000002', 'Bob', true, 3);
      insert into accounts values ('subject', 'https://idp.test', 'bob', '00000000-0000-4000-8000-000000000002', 3);
      insert into sessions values ('\\x${'ab'.repeat(32)}', '00000000-0000-4000-8000-000000000002', '2026-01-01', '2026-01-01', '2026-01-02', null, 4);
      insert into roles (person, role, revision) values ('00000000-0000-4000-8000-000000000002', 'owner', 5);`,
  3: `update revision set value = 7;
      insert into identities (id, kind, name, realm, state, owner, source, seen_first, seen_last, gone_since, revision)
        values ('k8s:ServiceAccount:prod/old', 'ServiceAccount', 'old', 'prod', 'active', 'ada', 'k8s', '2026-01-01', '2026-01-02', '2026-01-03', 6);
      insert into identity_history values ('k8s:ServiceAccount:prod/old', 7, 'owner', '"bob"', '"ada"', 'cy', '2026-01-02');
      insert into credentials (id, identity, kind, name, place, revision)
        values ('key', 'k8s:ServiceAccount:prod/old', 'token', 'old', '{}', 6);
      insert into sources (name, kind, revision) values ('k8s', 'files', 6);
      insert into scans values ('00000000-0000-4000-8000-000000000003', 'k8s', '2026-01-01', '2026-01-02', '{}', 6);
      insert into people (id, name, active, user_name, revision) values ('00000000-0000-4000-8000-000000000002', 'Bob', true, 'bob', 3);
      insert into groups values ('00000000-0000-4000-8000-000000000004', 'ml', null, '2026-01-01', 3);
      insert into group_members values ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000002', 3);
      insert into outbox (revision, position, kind, actor, object, data, at, context) values (7, 0, 'x', 'cy', 'y', '{}', '2026-01-02', '{"reason":"z"}');
      insert into outbox_cursors values ('ledger', 6, 2);`,
  4: `update revision set value = 7;
      insert into identities (id, kind, name, realm, state, owner, source, seen_first, seen_last, gone_since, revision)
        values ('k8s:ServiceAccount:prod/old', 'ServiceAccount', 'old', 'prod', 'active', 'ada', 'k8s', '2026-01-01', '2026-01-02', '2026-01-03', 6);
      insert into identity_history values ('k8s:ServiceAccount:prod/old', 7, 'owner', '"bob"', '"ada"', 'cy', '2026-01-02');
      insert into sources (name, kind, paths, every_ms, given_by, revision) values ('k8s', 'files', '["k8s"]', 60000, 'api', 6);
      insert into sightings values ('k8s', 'k8s:ServiceAccount:prod/old', '{}', '2026-01-02', null, 6);
      insert into to_dos values ('todo', 'owner-left', 'k8s:ServiceAccount:prod/old', 'ada', '{}', '2026-01-02', null, null, 6);
      insert into people (id, name, active, user_name, revision) values ('00000000-0000-4000-8000-000000000002', 'Bob', true, 'bob', 3);
      insert into roles (person, role, revision) values ('00000000-0000-4000-8000-000000000002', 'owner', 5);`,
  5: `update revision set value = 7, authority = 3;
      insert into identities (id, kind, name, realm, state, owner, source, seen_first, seen_last, gone_since, revision)
        values ('k8s:ServiceAccount:prod/old', 'ServiceAccount', 'old', 'prod', 'active', 'ada', 'k8s', '2026-01-01', '2026-01-02', '2026-01-03', 6);
      insert into identity_history values ('k8s:ServiceAccount:prod/old', 7, 'owner', '"bob"', '"ada"', 'cy', '2026-01-02');
      insert into sources (name, kind, paths, every_ms, given_by, revision) values ('k8s', 'files', '["k8s"]', 60000, 'api', 6);
      insert into sightings values ('k8s', 'k8s:ServiceAccount:prod/old', '{}', '2026-01-02', null, 6);
      insert into to_dos values ('todo', 'owner-left', 'k8s:ServiceAccount:prod/old', 'ada', '{}', '2026-01-02', null, null, 6);
      insert into people (id, name, active, user_name, revision) values ('00000000-0000-4000-8000-000000000002', 'Bob', true, 'bob', 3);
      insert into roles (person, role, revision) values ('00000000-0000-4000-8000-000000000002', 'owner', 5);`,
};

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI) process.stderr.write(`\nNOT TESTED: migrations of the store. ${MISSING}\n\n`);

describe.runIf(hasDebianPostgres() || CI)('migrations', () => {
  let postgres: DebianPostgres;
  beforeAll(async () => {
    postgres = await new DebianPostgres().start();
  });
  afterAll(async () => {
    await postgres.remove();
  });

  const client = (schema: string) => connect(configOf(addressOf(postgres.url), schema));
  const open = (schema: string) => openStore({ data: '.', databaseUrl: postgres.url, schema });

  it('are numbered from 1 without a gap, and every earlier schema has rows to upgrade', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, at) => at + 1));
    expect(Object.keys(DATA).map(Number)).toEqual(MIGRATIONS.slice(0, -1).map(({ number }) => number));
  });

  it.each(MIGRATIONS.slice(0, -1).map(({ number }) => number))('upgrade schema %i with its rows', async (number) => {
    const schema = `upgrade_${number}`;
    const old = await client(schema);
    expect(await migrate(old, schema, number)).toBe(number);
    await old.query(DATA[number] ?? '');
    await old.end();
    const store = await open(schema);
    const id = 'k8s:ServiceAccount:prod/old';
    expect(await store.read((db) => identityById(db, id))).toMatchObject({ name: 'old', owner: 'ada', revision: 6 });
    expect(await store.read((db) => historyOf(db, id))).toMatchObject([
      { field: 'owner', before: 'bob', after: 'ada' },
    ]);
    // After all that the earlier program told; the first schema with events of its own had place 7.
    const told = await store.read((db) => eventsAfter(db, { revision: 7, position: 0 }, 10));
    expect(told).toMatchObject([
      {
        revision: 8,
        kind: 'store-migrated',
        actor: 'writ',
        data: { from: number, to: MIGRATIONS.length },
        context: {},
      },
    ]);
    await store.change(BY, async (change) => {
      expect(change.revision).toBe(9);
      await putIdentity(change, identity('new'));
      await putPerson(change, { id: '00000000-0000-4000-8000-000000000001', name: 'Ada', active: true });
    });
    await store.close();
  });

  it('are done once when many start at the same time', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => open('at_once')));
    for (const store of stores) await store.close();
    const one = await client('at_once');
    const { rows } = await one.query<{ readonly number: number }>('select number from migrations order by number');
    expect(rows.map(({ number }) => number)).toEqual(MIGRATIONS.map(({ number }) => number));
    // A store that is new was not brought from anywhere.
    expect((await one.query('select from outbox')).rowCount).toBe(0);
    await one.end();
  });

  it('are all done or none', async () => {
    const one = await client('half');
    const broken = [
      ...MIGRATIONS,
      { number: MIGRATIONS.length + 1, name: 'broken', sql: 'create table half (); no sql' },
    ];
    await expect(migrate(one, 'half', broken.length, broken)).rejects.toThrow(/syntax error/u);
    const { rowCount } = await one.query("select from pg_namespace where nspname = 'half'");
    expect(rowCount).toBe(0);
    await one.end();
  });

  it('refuse a schema that is newer, and one whose steps were others', async () => {
    await (await open('newer')).close();
    const one = await client('newer');
    await one.query("insert into migrations (number, name, checksum) values (99, 'future', '')");
    await expect(open('newer')).rejects.toMatchObject({ code: 'store-schema' });
    await one.query("delete from migrations where number = 99; update migrations set checksum = 'x' where number = 1");
    await expect(open('newer')).rejects.toMatchObject({ code: 'store-schema' });
    await one.end();
  });
});
