import { personLeft } from '../records/person-left.ts';
import type { Change } from '../store/change.ts';
import { putPerson, type KeptPerson } from '../store/rows/people.ts';
import { holdersOf, rolesOf, takeRole } from '../store/rows/roles.ts';
import { endSessions } from '../store/rows/sessions.ts';
import { revokeTokens } from '../store/rows/tokens.ts';
import { Refused } from './refused.ts';

/**
 * A person leaves, whoever says so: it is kept for what was recorded and can do nothing from here on. What it held itself is taken, so that coming back
 * gives nothing back that an administrator does not give. `kept` says what of the person stays.
 */
export async function leave(change: Change, person: KeptPerson, kept: Partial<KeptPerson> = {}): Promise<void> {
  // Before its names are changed or taken: by them it is known what it owned.
  await personLeft(change, person.id);
  await putPerson(change, { ...person, ...kept, active: false });
  await endSessions(change, { person: person.id });
  await revokeTokens(change, person.id);
  for (const role of await rolesOf(change.db, person.id)) await takeRole(change, person.id, role);
  await notTheLast(change);
}

export async function notTheLast({ db }: Change): Promise<void> {
  if ((await holdersOf(db, 'administrator')).length === 0)
    throw new Refused('conflict', 'nobody would be an administrator any longer');
}
