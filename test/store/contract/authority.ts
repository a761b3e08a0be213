import { randomUUID } from 'node:crypto';
import { CompiledQuery, sql } from 'kysely';
import type { ClientBase } from 'pg';
import { expect, it } from 'vitest';
import { anew } from '../../../src/api/sign-in/principals.ts';
import type { Principal } from '../../../src/api/principal.ts';
import type { Change, Reader } from '../../../src/store/change.ts';
import { Statements } from '../../../src/store/connection/statements.ts';
import { authorityOf } from '../../../src/store/rows/authority.ts';
import { putGroup, putGroupRoles, putMembers, removeGroup } from '../../../src/store/rows/groups.ts';
import { putIdentity } from '../../../src/store/rows/identities.ts';
import { putSetting } from '../../../src/store/rows/meta.ts';
import { putPerson } from '../../../src/store/rows/people.ts';
import { giveRole, takeRole } from '../../../src/store/rows/roles.ts';
import { beginSession, endSessions, touchSession } from '../../../src/store/rows/sessions.ts';
import { addToken, revokeToken } from '../../../src/store/rows/tokens.ts';
import { BY, LATER, NOW, hash, identity, type UnderTest } from './samples.ts';

/** What says who may is watched by the database: no way to change it leaves the authority where it was. */
export function authorityContract(under: UnderTest): void {
  const authority = () => under.store.read(authorityOf);
  const moves = async (work: (change: Change) => Promise<unknown>): Promise<boolean> => {
    const before = await authority();
    await under.store.change(BY, work);
    return (await authority()) > before;
  };

  it('moves with all that says who may, and with nothing else', async () => {
    const [person, other, group, token] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const role = { role: 'owner', environment: '*', team: '*' };
    const session = {
      hash: hash('authority'),
      person,
      created: NOW,
      usedLast: NOW,
      expires: LATER,
      how: 'link',
    } as const;
    const added = {
      id: token,
      hash: hash('authority token'),
      name: 't',
      person,
      scopes: ['read'],
      created: NOW,
      expires: LATER,
    };
    for (const [what, work] of Object.entries<(change: Change) => Promise<unknown>>({
      person: (change) => putPerson(change, { id: person, name: 'Moves', active: true }),
      'another person': (change) => putPerson(change, { id: other, name: 'Other', active: true }),
      role: (change) => giveRole(change, person, role),
      'role taken': (change) => takeRole(change, person, role),
      left: (change) => putPerson(change, { id: other, name: 'Other', active: false }),
      'set-up': (change) => putSetting(change, 'set-up', { person, ended: NOW.toISOString() }),
    }))
      expect(await moves(work), what).toBe(true);
    expect(
      await moves((change) => putGroup(change, { id: group, name: 'Moves', externalId: null, created: NOW })),
      'empty group',
    ).toBe(false);
    expect(await moves((change) => putGroupRoles(change, group, [role])), 'role of a group').toBe(true);
    expect(await moves((change) => putMembers(change, group, [person])), 'member').toBe(true);
    expect(await moves((change) => removeGroup(change, group)), 'group removed').toBe(true);
    expect(await moves((change) => addToken(change, added)), 'token').toBe(false);
    expect(await moves((change) => revokeToken(change, token)), 'token revoked').toBe(true);
    expect(await moves((change) => beginSession(change, session)), 'session').toBe(false);
    expect(await moves((change) => endSessions(change, { hash: session.hash })), 'session ended').toBe(true);
    expect(await moves((change) => putIdentity(change, identity('authority'))), 'identity').toBe(false);
    expect(await moves((change) => putSetting(change, 'authority', 1)), 'setting').toBe(false);
    const before = await authority();
    await under.store.maintain((db) => touchSession(db, session.hash, LATER));
    expect(await authority(), 'use of a session').toBe(before);
  });

  it('what was rolled back did not move it', async () => {
    const before = await authority();
    const failed = under.store.change(BY, async (change) => {
      await putPerson(change, { id: randomUUID(), name: 'Never', active: true });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await authority()).toBe(before);
  });

  it('every table that is asked who somebody is and what they may is watched', async () => {
    const id = randomUUID();
    await under.store.change(BY, async (change) => {
      await putPerson(change, { id, name: 'Asked', active: true });
      await giveRole(change, id, { role: 'administrator', environment: '*', team: '*' });
      await putSetting(change, 'set-up', { person: id, ended: null });
    });
    const by = [{ token: '', hash: hash('none'), scopes: [] }, { session: hash('none') }];
    const stands = { authority: -1, until: LATER };
    const asked = new Set<string>();
    for (const one of by)
      await under.store.read(async (db) => {
        const known: Principal = { kind: 'person', id, name: '', roles: [], by: one, alone: false, stands };
        for (const table of await tablesAsked(db, (watched) => anew(watched, known, NOW))) asked.add(table);
      });
    asked.delete('revision');
    const { rows } = await under.store.read((db) =>
      sql<{ readonly table: string }>`select distinct tgrelid::regclass::text as table from pg_trigger
        join pg_proc on pg_proc.oid = tgfoid where proname = 'authority_moves' and tgrelid::regclass::text !~ '\\.'`.execute(
        db,
      ),
    );
    expect([...asked].sort()).toEqual(rows.map(({ table }) => table).sort());
  });
}

/** Tables that the statements of some work name. */
async function tablesAsked(db: Reader, work: (db: Reader) => Promise<unknown>): Promise<ReadonlySet<string>> {
  const tables = new Set<string>();
  const client: Pick<ClientBase, 'query'> = {
    async query({ text, values }: { readonly text: string; readonly values: unknown[] }) {
      for (const [, table = ''] of text.matchAll(/(?:from|join) "([a-z_]+)"/gu)) tables.add(table);
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { command: 'SELECT', rowCount: rows.length, rows };
    },
  } as never;
  await work(new Statements(client as ClientBase).db);
  return tables;
}
