import { randomUUID } from 'node:crypto';
import { WAITS } from '../../governance/sessions.ts';
import type { Change } from '../../store/change.ts';
import { beginAttempt, forgetAttempts, takeAttempt, withdrawAttempts } from '../../store/rows/attempts.ts';
import { tell } from '../../store/rows/outbox.ts';
import { personById, putPerson } from '../../store/rows/people.ts';
import { giveRole } from '../../store/rows/roles.ts';
import { Refused } from '../refused.ts';
import type { Known } from './begin.ts';
import { hashOf, mint } from './secrets.ts';
import { beginSetUp, isSetUpOpen } from './set-up.ts';

/** What a link is for: to become the first administrator, or to sign in as a person. */
type Purpose = { readonly for: 'set-up' } | { readonly for: 'person'; readonly person: string };

/** A new one-time link; earlier ones for the same are worthless from now on. Its secret is returned and kept nowhere. */
export async function makeLink(change: Change, purpose: Purpose): Promise<{ readonly secret: string; readonly expires: Date }> {
  const { db, now } = change;
  const expires = new Date(now.getTime() + (purpose.for === 'set-up' ? WAITS.setUpLinkMs : WAITS.linkMs));
  const { secret, hash } = mint();
  await forgetAttempts(db, now);
  await withdrawAttempts(db, 'link', purpose);
  await beginAttempt(db, { hash, kind: 'link', data: purpose, expires });
  const object = purpose.for === 'set-up' ? 'set-up' : purpose.person;
  await tell(change, { kind: 'sign-in-link-made', object, data: { for: purpose.for, expires } });
  return { secret, expires };
} // prettier-ignore

/** The secret stands behind the `#`: no server, proxy or log on the way sees it, and who only fetches the address uses nothing up. */
export const linkOf = (origin: string, secret: string): string => `${origin}/sign-in/link#${secret}`;

/** Uses a link up. The name is asked of whoever sets it up; others have theirs. */
export async function takeLink(change: Change, secret: string, name: string | undefined): Promise<Known> {
  const taken = await takeAttempt(change.db, 'link', hashOf(secret), change.now);
  if (!taken) throw new Refused('forbidden', 'the link was used before, or its time is over', 'link');
  const purpose = taken.data as Purpose;
  if (purpose.for === 'set-up') return firstPerson(change, name);
  const person = await personById(change.db, purpose.person);
  if (!person?.active) throw new Refused('forbidden', 'the person has left', 'left');
  return { person: person.id, policy: 'sign-in:link' };
}

async function firstPerson(change: Change, name: string | undefined): Promise<Known> {
  if (!(await isSetUpOpen(change.db))) throw new Refused('forbidden', 'there is an administrator already', 'set-up-over');
  if (name === undefined) throw new Refused('bad-request', 'it is set up by somebody who has a name', 'no-name');
  const person = randomUUID();
  const policy = 'sign-in:set-up-link';
  const own = { ...change, actor: `person:${person}`, context: { ...change.context, policy } };
  await putPerson(own, { id: person, name, active: true });
  await giveRole(own, person, { role: 'administrator', environment: '*', team: '*' });
  await beginSetUp(own, person);
  return { person, policy };
} // prettier-ignore
