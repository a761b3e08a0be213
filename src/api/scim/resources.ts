import type { Reader } from '../../store/change.ts';
import { groupsOf, membersOf, type Group } from '../../store/rows/groups.ts';
import type { Kept } from '../../store/rows/identities.ts';
import { personById, type KeptPerson } from '../../store/rows/people.ts';
import { BASE, GROUP, LIST, MOST_FOUND, USER } from './shapes.ts';

export interface Choice {
  readonly attributes?: string;
  readonly excludedAttributes?: string;
}

export async function userResource(db: Reader, person: KeptPerson, choice: Choice = {}): Promise<object> {
  const { id, userName, externalId, name, email, active, created, revision } = person;
  const groups = await groupsOf(db, id);
  const whole = {
    schemas: [USER],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    displayName: name,
    name: { formatted: name },
    active,
    ...(email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    groups: groups.map((one) => ({ value: one.id, $ref: `${BASE}/Groups/${one.id}`, display: one.name })),
    meta: metaOf('User', `${BASE}/Users/${id}`, created, revision),
  };
  return chosen(whole, choice);
}

export async function groupResource(db: Reader, group: Kept<Group>, choice: Choice = {}): Promise<object> {
  const { id, externalId, name, created, revision } = group;
  const people = names(choice.excludedAttributes).has('members') ? [] : await membersOf(db, id);
  const members = await Promise.all(
    people.map(async (value) => ({
      value,
      $ref: `${BASE}/Users/${value}`,
      display: (await personById(db, value))?.name ?? '',
    })),
  );
  const whole = {
    schemas: [GROUP],
    id,
    ...(externalId === null ? {} : { externalId }),
    displayName: name,
    members,
    meta: metaOf('Group', `${BASE}/Groups/${id}`, created, revision),
  };
  return chosen(whole, choice);
}

const metaOf = (resourceType: string, location: string, created: Date, revision: number) => ({
  resourceType,
  created: created.toISOString(),
  location,
  version: `W/"${revision}"`,
});

const names = (list: string | undefined): ReadonlySet<string> =>
  new Set((list ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim().toLowerCase()])));

const ALWAYS: ReadonlySet<string> = new Set(['id', 'schemas', 'meta']);

/** Only what was asked for, at the top level of attributes. */
function chosen(whole: object, { attributes, excludedAttributes }: Choice): object {
  const [wanted, unwanted] = [names(attributes), names(excludedAttributes)];
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => {
      const key = name.toLowerCase();
      if (ALWAYS.has(key)) return true;
      return (wanted.size === 0 || [...wanted].some((one) => one === key || one.startsWith(`${key}.`))) && !unwanted.has(key);
    }),
  );
} // prettier-ignore

/** Where a page begins and how long it is; what is out of bounds is brought into them (RFC 7644, 3.4.2.4). */
export function pageOf(startIndex = 1, count = 100) {
  return { offset: Math.max(startIndex, 1) - 1, limit: Math.min(Math.max(count, 0), MOST_FOUND) };
}

export const listed = (total: number, offset: number, resources: readonly object[]) => ({
  schemas: [LIST],
  totalResults: total,
  startIndex: offset + 1,
  itemsPerPage: resources.length,
  Resources: [...resources],
});
