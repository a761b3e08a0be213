import { SESSION } from '../../governance/sessions.ts';
import type { Reader } from '../../store/change.ts';
import { authorityOf } from '../../store/rows/authority.ts';
import { personById } from '../../store/rows/people.ts';
import { allRolesOf } from '../../store/rows/roles.ts';
import { sessionBy, touchSession, type Session } from '../../store/rows/sessions.ts';
import { tokenBy } from '../../store/rows/tokens.ts';
import type { Store } from '../../store/store.ts';
import { isAlone } from './set-up.ts';
import { SCOPES, type Principal, type Signed } from '../principal.ts';

const KEPT_MS = 5000;
const KEPT = 10_000;

/**
 * Who stands behind a session or token. What was found is kept for some seconds and forgotten with any change to people, so a token that is revoked
 * elsewhere is good for that long at most; what changes something looks anew, in its transaction.
 */
export class Principals {
  readonly #store: Store;
  readonly #now: () => Date;
  readonly #kept = new Map<string, { readonly principal: Principal; readonly until: number }>();

  constructor(store: Store, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  forget(): void {
    this.#kept.clear();
  }

  async by(kind: 'session' | 'token', hash: Buffer): Promise<Principal | undefined> {
    const key = `${kind} ${hash.toString('base64')}`;
    const now = this.#now();
    const kept = this.#kept.get(key);
    if (kept && kept.until > now.getTime()) return kept.principal;
    const principal = await (kind === 'session' ? this.#bySession(hash, now) : this.#byToken(hash, now));
    if (!principal) return undefined;
    if (this.#kept.size >= KEPT) this.#kept.clear();
    this.#kept.set(key, { principal, until: now.getTime() + KEPT_MS });
    return principal;
  }

  #byToken(hash: Buffer, now: Date): Promise<Principal | undefined> {
    return this.#store.read(async (db) => {
      const found = await byToken(db, hash, now);
      return found && principalOf(db, found);
    });
  }

  async #bySession(hash: Buffer, now: Date): Promise<Principal | undefined> {
    const found = await this.#store.read(async (db) => {
      const session = await sessionBy(db, hash, now);
      return session && { session, principal: await principalOf(db, ofSession(session)) };
    });
    if (found && now.getTime() - found.session.usedLast.getTime() >= SESSION.touchedEveryMs)
      // Where nothing can be written, reading goes on.
      await this.#store.maintain((db) => touchSession(db, hash, now)).catch(() => undefined);
    return found?.principal;
  }
}

/** Whether nothing of it can have changed: asks one statement. */
export async function stands(db: Reader, known: Principal, now: Date): Promise<boolean> {
  const { authority, until } = known.stands;
  return (await authorityOf(db)) === authority && now < until;
}

/** The same as it stands in this transaction; undefined where it is nobody any longer. All that is asked goes out together. */
export async function anew(db: Reader, known: Principal, now: Date): Promise<Principal | undefined> {
  if (await stands(db, known, now)) return known;
  const { id, by } = known;
  const [signed, principal] = await Promise.all([
    'session' in by ? sessionBy(db, by.session, now).then((one) => one && ofSession(one)) : byToken(db, by.hash, now),
    principalOf(db, { person: id, by, until: known.stands.until }),
  ]);
  if (signed?.person !== id || !principal) return undefined;
  return { ...principal, by: signed.by, stands: { ...principal.stands, until: signed.until } };
}

/** What somebody signed in with, whose it is, and until when it is good. */
interface SignedIn {
  readonly person: string;
  readonly by: Signed;
  readonly until: Date;
}

const ofSession = ({ hash, person, expires, usedLast }: Session): SignedIn => ({
  person,
  by: { session: hash },
  until: new Date(Math.min(expires.getTime(), usedLast.getTime() + SESSION.idleMs)),
});

async function byToken(db: Reader, hash: Buffer, now: Date): Promise<SignedIn | undefined> {
  const token = await tokenBy(db, hash, now);
  if (!token) return undefined;
  const scopes = SCOPES.filter((scope) => token.scopes.includes(scope));
  return { person: token.person, by: { token: token.id, hash, scopes }, until: token.expires };
}

/** A person with what it holds now; undefined for one who left. */
async function principalOf(db: Reader, { person, by, until }: SignedIn): Promise<Principal | undefined> {
  const [found, roles, authority] = await Promise.all([
    personById(db, person),
    allRolesOf(db, person),
    authorityOf(db),
  ]);
  if (!found?.active) return undefined;
  const alone = roles.some(({ role }) => role === 'administrator') && (await isAlone(db, person));
  return { kind: 'person', id: person, name: found.name, roles, by, alone, stands: { authority, until } };
}
