import { NOWHERE } from '../governance/roles.ts';
import { ALONE } from '../governance/set-up.ts';
import type { Reader } from '../store/change.ts';
import { held, type Principal } from './principal.ts';
import { Refused } from './refused.ts';
import type { Route, Subject } from './route.ts';

/**
 * The one mechanism of every route: who may. What one may not see is not there; what one may see and not do is refused. Asked in the transaction that
 * does it, so that a role which is taken away meanwhile no longer counts. Returns what the request is about.
 */
export async function permit(db: Reader, row: Route, principal: Principal, asked: Asked): Promise<Subject | undefined> {
  return permitted(row, principal, await row.subject?.(db, asked.params, asked.body));
}

export interface Asked {
  readonly params: Record<string, unknown>;
  readonly body: unknown;
}

/** The same where what the request is about is known. */
export function permitted(row: Route, principal: Principal, subject: Subject | undefined): Subject | undefined {
  const { by } = principal;
  if ('token' in by && !by.scopes.includes(row.scope))
    throw new Refused('forbidden', `the token is not for "${row.scope}"`, 'token-scope');
  if (row.subject && !subject) throw new Refused('not-found');
  if (!row.roles || isOwn(subject, principal)) return subject;
  if (principal.alone && 'write' in row && !Object.hasOwn(ALONE, row.id))
    throw new Refused('forbidden', 'it waits for a second administrator', 'set-up-alone');
  if (row.listed ? held(principal, row.roles).length > 0 : held(principal, row.roles, subject ?? NOWHERE).length > 0)
    return subject;
  if (subject && !maySee(principal, subject)) throw new Refused('not-found', '', 'not-visible');
  throw new Refused('forbidden', `it takes one of these roles here: ${row.roles.join(', ')}`, 'role');
}

const isOwn = (subject: Subject | undefined, { id }: Principal): boolean =>
  subject?.own === true && subject.person === id;

/** Every role reads what stands where it counts. What is a person's is seen by that person, by administrators and by auditors. */
function maySee(principal: Principal, { person, environment, team }: Subject): boolean {
  if (person === principal.id) return true;
  const names = person === undefined ? EVERYBODY : (['administrator', 'auditor'] as const);
  return held(principal, names, { environment, team }).length > 0;
}

export const EVERYBODY = ['administrator', 'owner', 'approver', 'auditor', 'operator'] as const;
