import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beginAttempt, takeAttempt } from '../../../src/store/rows/attempts.ts';
import {
  groupRolesOf,
  membersOf,
  putGroup,
  putGroupRoles,
  putMembers,
  removeGroup,
} from '../../../src/store/rows/groups.ts';
import { addPasskey, passkeyById, passkeysOf, removePasskey, usedPasskey } from '../../../src/store/rows/passkeys.ts';
import { peopleFrom, personByUserName, putPerson } from '../../../src/store/rows/people.ts';
import { allRolesOf, giveRole, holdersOf } from '../../../src/store/rows/roles.ts';
import { BY, LATER, NOW, hash, type UnderTest } from './samples.ts'; // prettier-ignore

/** How people come in: directories, passkeys, and sign-ins that wait for their second half. */
export function signInContract(under: UnderTest): void {
  const person = async (name: string): Promise<string> => {
    const id = randomUUID();
    await under.store.change(BY, (change) =>
      putPerson(change, { id, name, active: true, userName: `${name}@a.test`, externalId: name }),
    );
    return id;
  };

  it('a person is found by the name at the directory in any case of letters, and nobody else may have it', async () => {
    const id = await person('Grace');
    expect(await under.store.read((db) => personByUserName(db, 'GRACE@A.test'))).toMatchObject({
      id,
      externalId: 'Grace',
      email: null,
      created: NOW,
    });
    expect((await under.store.read((db) => peopleFrom(db, { limit: 500 }))).map((one) => one.id)).toContain(id);
    await expect(person('grace')).rejects.toThrow();
  });

  it('a group gives its members its roles for as long as they are in it', async () => {
    const [one, other] = [await person('one'), await person('other')];
    const group = { id: randomUUID(), name: 'Platform', externalId: null, created: NOW };
    const role = { role: 'administrator', environment: '*', team: '*' };
    const own = { role: 'owner', environment: 'prod', team: '*' };
    await under.store.change(BY, async (change) => {
      await putGroup(change, group);
      expect(await putMembers(change, group.id, [one, other])).toEqual({ came: [one, other], went: [] });
      await putGroupRoles(change, group.id, [role]);
      await giveRole(change, one, own);
    });
    expect(await under.store.read((db) => groupRolesOf(db, group.id))).toEqual([role]);
    expect(await under.store.read((db) => allRolesOf(db, one))).toEqual([role, own]);
    expect(await under.store.read((db) => holdersOf(db, 'administrator'))).toEqual(
      expect.arrayContaining([one, other]),
    );
    await under.store.change(BY, async (change) => {
      expect(await putMembers(change, group.id, [other])).toEqual({ came: [], went: [one] });
    });
    expect(await under.store.read((db) => membersOf(db, group.id))).toEqual([other]);
    expect(await under.store.read((db) => allRolesOf(db, one))).toEqual([own]);
    expect(await under.store.change(BY, (change) => removeGroup(change, group.id))).toBe(true);
    expect(await under.store.change(BY, (change) => removeGroup(change, group.id))).toBe(false);
    expect(await under.store.read((db) => allRolesOf(db, other))).toEqual([]);
  });

  it('a passkey is of its person', async () => {
    const [mine, yours] = [await person('mine'), await person('yours')];
    const passkey = {
      id: randomUUID(),
      person: mine,
      publicKey: Buffer.from([1, 2, 3]),
      counter: 0,
      name: 'key',
      transports: ['usb'],
      created: NOW,
      usedLast: null,
    };
    await under.store.change(BY, (change) => addPasskey(change, passkey));
    expect(await under.store.read((db) => passkeyById(db, passkey.id))).toEqual(passkey);
    const used = (counter: number) =>
      under.store.change({ ...BY, now: LATER }, (change) => usedPasskey(change, passkey, counter));
    expect([await used(0), await used(4), await used(4), await used(3), await used(0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(await under.store.read((db) => passkeysOf(db, mine))).toEqual([{ ...passkey, counter: 4, usedLast: LATER }]);
    expect(await under.store.change(BY, (change) => removePasskey(change, yours, passkey.id))).toBe(false);
    expect(await under.store.change(BY, (change) => removePasskey(change, mine, passkey.id))).toBe(true);
  });

  it('a sign-in that waits is taken once, of its kind, before its end', async () => {
    const waiting = { kind: 'oidc', data: { nonce: 'n' }, expires: LATER } as const;
    for (const name of ['once', 'late', 'kind'])
      await under.store.maintain((db) => beginAttempt(db, { ...waiting, hash: hash(name) }));
    const take = (kind: 'oidc' | 'link', name: string, now = NOW) =>
      under.store.maintain((db) => takeAttempt(db, kind, hash(name), now));
    const taken = await Promise.all([1, 2, 3].map(() => take('oidc', 'once')));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ data: { nonce: 'n' } }]);
    expect(await take('oidc', 'late', LATER)).toBeUndefined();
    expect(await take('link', 'kind')).toBeUndefined();
    expect(await take('oidc', 'kind')).toEqual({ data: { nonce: 'n' } });
  });
}
