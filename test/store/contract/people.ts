import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { accountsOf, linkAccount, personOf, putPerson, unlinkAccount } from '../../../src/store/rows/people.ts';
import { giveRole, rolesOf, takeRole } from '../../../src/store/rows/roles.ts';
import { beginSession, endSessions, sessionBy, touchSession } from '../../../src/store/rows/sessions.ts';
import { addToken, revokeToken, tokenBy } from '../../../src/store/rows/tokens.ts';
import { BY, LATER, NOW, hash, type UnderTest } from './samples.ts';

/** Who signs in: people, their accounts and roles, sessions and tokens. */
export function peopleContract(under: UnderTest): void {
  it('an account is of one person, and a role of the person', async () => {
    const [ada, bob] = [randomUUID(), randomUUID()];
    const account = { system: 'git', realm: 'github.test', name: 'ada' } as const;
    await under.store.change(BY, (change) => putPerson(change, { id: ada, name: 'Ada', active: true }));
    await under.store.change(BY, (change) => putPerson(change, { id: bob, name: 'Bob', active: true }));
    expect(await under.store.change(BY, (change) => linkAccount(change, ada, account))).toBe(true);
    expect(await under.store.change(BY, (change) => linkAccount(change, bob, account))).toBe(false);
    expect(await under.store.read((db) => personOf(db, account))).toMatchObject({ id: ada, name: 'Ada', active: true });
    expect(await under.store.read((db) => accountsOf(db, ada))).toEqual([account]);
    expect(await under.store.change(BY, (change) => unlinkAccount(change, account))).toBe(true);
    const role = { role: 'approver', environment: 'prod', team: '*' };
    await under.store.change(BY, (change) => giveRole(change, ada, role));
    await under.store.change(BY, (change) => giveRole(change, ada, role));
    expect(await under.store.read((db) => rolesOf(db, ada))).toEqual([role]);
    expect(await under.store.change(BY, (change) => takeRole(change, ada, role))).toBe(true);
    expect(await under.store.read((db) => rolesOf(db, ada))).toEqual([]);
  });

  it('a session and a token are found by their hash while they are good, and of an active person only', async () => {
    const person = { id: randomUUID(), name: 'Eve', active: true };
    const session = {
      hash: hash('cookie'),
      person: person.id,
      created: NOW,
      usedLast: NOW,
      expires: LATER,
      how: 'passkey',
    } as const;
    const token = {
      id: randomUUID(),
      hash: hash('token'),
      name: 'ci',
      person: person.id,
      scopes: ['read'],
      created: NOW,
      expires: LATER,
    };
    await under.store.change(BY, async (change) => {
      await putPerson(change, person);
      await beginSession(change, session);
      await addToken(change, token);
    });
    await under.store.maintain((db) => touchSession(db, session.hash, new Date(NOW.getTime() + 1)));
    const found = (now: Date) =>
      under.store.read(async (db) => [await sessionBy(db, session.hash, now), await tokenBy(db, token.hash, now)]);
    expect(await found(NOW)).toEqual([{ ...session, usedLast: new Date(NOW.getTime() + 1) }, token]);
    expect(await found(LATER)).toEqual([undefined, undefined]);
    await under.store.change(BY, (change) => putPerson(change, { ...person, active: false }));
    expect(await found(NOW)).toEqual([undefined, undefined]);
    await under.store.change(BY, (change) => putPerson(change, person));
    expect(await under.store.change(BY, (change) => endSessions(change, { person: person.id }))).toBe(1);
    expect(await under.store.change(BY, (change) => revokeToken(change, token.id))).toBe(true);
    expect(await under.store.change(BY, (change) => revokeToken(change, token.id))).toBe(false);
    expect(await found(NOW)).toEqual([undefined, undefined]);
  });
}
