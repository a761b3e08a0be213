import type { EstateBuilder } from '../../../model/builder.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Standing } from '../../port.ts';
import { referenceTo, type CatalogueEntity } from '../catalogue.ts';
import { ownerName, ownerNode } from '../owner-nodes.ts';
import type { SeenPerson } from './read.ts';

/** A user or group of a Backstage catalogue. */
export interface CataloguePerson {
  readonly kind: 'User' | 'Group';
  /** `user:default/ada`, lower case. */
  readonly reference: string;
  readonly email?: string;
  /** Of a group: references of its users. */
  readonly members: readonly string[];
  readonly memberOf: readonly string[];
  readonly standing: Standing;
  readonly evidence: Entry['evidence'];
}

export function cataloguePerson(root: Entry, standing: Standing): CataloguePerson | undefined {
  const kind = root.text('kind');
  const name = root.text('metadata', 'name');
  if (!root.text('apiVersion')?.startsWith('backstage.io/') || name === undefined) return undefined;
  if (kind !== 'User' && kind !== 'Group') return undefined;
  const namespace = root.text('metadata', 'namespace');
  const email = root.text('spec', 'profile', 'email')?.toLowerCase();
  return {
    kind,
    reference: referenceTo(name, kind, namespace),
    members: root.texts('spec', 'members').map((one) => referenceTo(one, 'user', namespace)),
    memberOf: root.texts('spec', 'memberOf').map((one) => referenceTo(one, 'group', namespace)),
    standing,
    evidence: root.evidence,
    ...(kind === 'User' && email !== undefined ? { email } : {}),
  };
}

/** How owners are written in facts that come of the catalogue. */
const written = (reference: string): string => `catalogue:${ownerName(reference).toLowerCase()}`;

/**
 * Owners that the catalogue names and does not have, where it has users or groups at all; its users whom every directory says to be gone, and
 * groups that have nobody else.
 */
export function tellCataloguePeople(
  estate: EstateBuilder,
  entities: readonly CatalogueEntity[],
  people: readonly CataloguePerson[],
  directory: readonly SeenPerson[],
): void {
  const known = new Map(people.map((one) => [one.reference, one]));
  const told = new Set<string>();
  for (const { owner, reference, standing, ownerEvidence } of entities) {
    if (owner === undefined) continue;
    const namespace = /:([^/]*)\//u.exec(reference)?.[1];
    const meant = referenceTo(owner, 'group', namespace);
    const kind = meant.startsWith('user:') ? 'User' : meant.startsWith('group:') ? 'Group' : undefined;
    const others = people.filter((one) => one.kind === kind).length;
    if (kind === undefined || others === 0 || known.has(meant) || told.has(meant)) continue;
    told.add(meant);
    estate.fact({
      fact: 'gone', node: ownerNode(estate, owner, standing.realm, ownerEvidence), names: [written(meant)], likely: [],
      because: `the catalogue has ${String(others)} ${kind === 'User' ? 'users' : 'groups'} and not this one`, evidence: [ownerEvidence], confidence: 'possible',
    }); // prettier-ignore
  }
  const there = new Set(directory.flatMap(({ gone, names }) => (gone === undefined ? names : [])));
  const gone = new Map(directory.flatMap((one) => (one.gone === undefined ? [] : one.names.map((name) => [name, one] as const)))); // prettier-ignore
  const left = new Map<string, SeenPerson>();
  for (const { reference, email } of people) {
    const found = email === undefined || there.has(email) ? undefined : gone.get(email);
    if (found) left.set(reference, found);
  }
  for (const one of people) {
    const members = [...one.members, ...people.flatMap((user) => (user.memberOf.includes(one.reference) ? [user.reference] : []))]; // prettier-ignore
    const who = one.kind === 'User' ? left.get(one.reference) : members.length > 0 && members.every((user) => left.has(user)) ? left.get(members[0] ?? '') : undefined; // prettier-ignore
    if (!who) continue;
    const because = one.kind === 'User' ? `${who.system}: ${who.gone ?? ''}` : `all of its ${String(new Set(members).size)} members are gone (${who.system}: ${who.gone ?? ''})`; // prettier-ignore
    estate.fact({
      fact: 'gone', node: ownerNode(estate, one.reference, one.standing.realm, one.evidence), names: [written(one.reference)], likely: [], because,
      evidence: [one.evidence, who.evidence], confidence: 'configured', ...(who.since === undefined ? {} : { since: who.since }),
    }); // prettier-ignore
  }
}
