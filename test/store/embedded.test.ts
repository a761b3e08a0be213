import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { identityById, putIdentity } from '../../src/store/rows/identities.ts';
import { storeContract } from './contract/contract.ts';
import { BY, identity } from './contract/samples.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-embedded-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

// The second store of a test joins the first one's database, as another process would.
storeContract('embedded', () => openStore({ data: join(home, 'contract'), join: true }));

describe('the embedded store', { timeout: 300_000 }, () => {
  it('keeps what it has when it is closed, and its folder to itself', async () => {
    const data = join(home, 'again');
    const first = await openStore({ data });
    await first.change(BY, (change) => putIdentity(change, identity('kept')));
    await first.close();
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
    const modes = ['postgres', 'postgres.json'].map((name) => (statSync(join(data, name)).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
    const second = await openStore({ data });
    expect(await second.read((db) => identityById(db, identity('kept').id))).toMatchObject({ name: 'kept' });
    await second.close();
  });

  it('is of one process: a second one is refused, unless it joins', async () => {
    const data = join(home, 'one');
    const store = await openStore({ data });
    await expect(openStore({ data })).rejects.toMatchObject({ code: 'store-in-use' });
    const guest = await openStore({ data, join: true });
    await guest.close();
    expect(await store.revision()).toBe(0);
    await store.close();
  });

  it('has no TCP door, syncs, and works as a role that may only use its schema', async () => {
    const data = join(home, 'door');
    const store = await openStore({ data });
    const { sql } = await import('kysely');
    const settings = await store.read((db) =>
      sql<{ readonly fsync: string; readonly addresses: string; readonly role: boolean }>`
        select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
          (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as role`.execute(
        db,
      ),
    );
    expect(settings.rows).toEqual([{ fsync: 'on', addresses: '', role: false }]);
    expect(readFileSync(join(data, 'postgres', 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust\b/mu);
    await store.close();
  });
});
