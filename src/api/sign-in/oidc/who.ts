import { randomUUID } from 'node:crypto';
import type { IDToken } from 'openid-client';
import type { Change } from '../../../store/change.ts';
import { accountsOf, linkAccount, personByUserName, personOf, putPerson } from '../../../store/rows/people.ts';
import { Refused } from '../../refused.ts';
import type { Provider } from './provider.ts';

/**
 * Whose account it is. The account is issuer and subject, which a provider never gives to another one; addresses and names change hands and are no key.
 * Returns the person's id.
 */
export async function whoIs(change: Change, provider: Provider, claims: IDToken): Promise<string> {
  mayCome(provider, claims);
  const account = { system: 'subject', realm: claims.iss, name: claims.sub } as const;
  const known = await personOf(change.db, account);
  if (known) {
    if (!known.active) throw new Refused('forbidden', 'you have left, as far as Writ knows', 'left');
    return known.id;
  }
  const person = (await enrolled(change, provider, claims)) ?? (await newPerson(change, provider, claims));
  if (person === undefined)
    throw new Refused(
      'forbidden',
      `nobody here has this account. Tell an administrator: system subject, realm ${claims.iss}, name ${claims.sub}`,
      'unknown-subject',
    );
  await linkAccount({ ...change, actor: `person:${person}` }, person, account);
  return person;
}

function mayCome({ domains, claims: wanted = {} }: Provider, claims: IDToken): void {
  const { email, email_verified: verified } = claims;
  const domain = typeof email === 'string' && verified === true ? email.split('@').at(-1)?.toLowerCase() : undefined;
  if (domains && !domains.some((one) => one.toLowerCase() === domain))
    throw new Refused('forbidden', 'your address is not verified in a domain that may sign in', 'domain');
  for (const [name, values] of Object.entries(wanted)) {
    const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const has: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
    if (!values.some((value) => has.includes(value)))
      throw new Refused('forbidden', `your account has no claim "${name}" that may sign in`, 'claim');
  }
}

/** Somebody whom the directory enrolled, at the first sign-in only: a name that was given to another one later is not taken for the first. */
async function enrolled(change: Change, { userNameClaim }: Provider, claims: IDToken): Promise<string | undefined> {
  const userName = userNameClaim === undefined ? undefined : claims[userNameClaim];
  if (typeof userName !== 'string' || userName === '') return undefined;
  const person = await personByUserName(change.db, userName);
  if (!person?.active) return undefined;
  const has = await accountsOf(change.db, person.id);
  return has.some(({ system, realm }) => system === 'subject' && realm === claims.iss) ? undefined : person.id;
}

async function newPerson(change: Change, { enrol }: Provider, claims: IDToken): Promise<string | undefined> {
  if (enrol !== true) return undefined;
  const { name, email, email_verified: verified } = claims;
  const id = randomUUID();
  await putPerson(
    { ...change, actor: `person:${id}` },
    {
      id,
      name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : claims.sub.slice(0, 200),
      active: true,
      email: typeof email === 'string' && verified === true ? email.slice(0, 320) : null,
    },
  );
  return id;
}
