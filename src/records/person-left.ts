import type { Change } from '../store/change.ts';
import { identitiesOwnedBy, putIdentities } from '../store/rows/identities-many.ts';
import type { Identity } from '../store/rows/identities.ts';
import { tellAll } from '../store/rows/outbox.ts';
import { accountsOf, personById } from '../store/rows/people.ts';
import { putToDos } from '../store/rows/to-dos.ts';

/** How an owner that is a person is written, beside its address and its handles. */
export const ownerOfPerson = (id: string): string => `person:${id}`;

/**
 * A person became inactive: what it owned goes under review, and is something to do until it has another owner. To be called in the change that makes
 * it inactive. What is suspended stays so, and what git says about the state counts. Answers with how many identities it owned.
 */
export async function personLeft(change: Change, id: string): Promise<number> {
  const owned = await identitiesOwnedBy(change.db, await namesOf(change, id));
  await putIdentities(
    change,
    owned.filter(underReview).map((before) => ({ before, after: { ...before, state: 'under-review' } })),
  );
  await tellAll(
    change,
    owned.map(({ id: object, owner }) => ({ kind: 'owner-left', object, data: { person: id, owner } })),
  );
  await putToDos(
    change,
    owned.map(({ id: identity, owner }) => ({
      kind: 'owner-left',
      identity,
      about: ownerOfPerson(id),
      data: { owner },
    })),
  );
  return owned.length;
}

const underReview = ({ state, declared }: Identity): boolean => state === 'active' && declared['state'] === undefined;

/** Names of owners that are this person and no team: its id, addresses, and handles as CODEOWNERS writes them. */
async function namesOf({ db }: Change, id: string): Promise<readonly string[]> {
  const person = await personById(db, id);
  if (!person) return [];
  const addresses = [person.userName, person.email].filter((one) => one?.includes('@') === true);
  const handles = (await accountsOf(db, id)).flatMap(({ system, name }) => (system === 'git' ? [`@${name}`] : []));
  return [ownerOfPerson(id), ...addresses, ...handles].flatMap((one) => one ?? []);
}
