import type { Entry } from '../../../documents/entry.ts';

/** A directory or service that knows its people, by how its API prints one of them. */
export interface Directory {
  readonly system: string;
  /** Texts that a file with such people holds. */
  readonly marks: readonly string[];
  readonly is: (one: Entry) => boolean;
  /** Names that mean this person alone: addresses, and `@login` where owners are written so. */
  readonly names: (one: Entry) => readonly (string | undefined)[];
  /** What it says of somebody who is not there any more; undefined when it says nothing, `null` when it says that the person is there. */
  readonly gone: (one: Entry) => string | null | undefined;
  readonly since?: (one: Entry) => string | undefined;
}

const yes = (one: Entry, key: string): boolean => one.get(key)?.value === true;
const no = (one: Entry, key: string): boolean => one.get(key)?.value === false;
const login = (one: Entry, key: string): string | undefined => {
  const name = one.text(key);
  return name === undefined ? undefined : `@${name}`;
};

const OKTA_GONE: Readonly<Record<string, string>> = { DEPROVISIONED: 'deactivated', SUSPENDED: 'suspended' };
const OKTA_THERE = new Set(['ACTIVE', 'STAGED', 'PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT']);
const GITLAB_GONE = new Set(['blocked', 'ldap_blocked', 'banned', 'deactivated']);

/**
 * After each vendor's documentation of its users: Microsoft Graph `user` (and deleted items), Google Directory API `users`, Slack `users.list`,
 * SCIM 2.0 (RFC 7643), Okta `users`, GitHub `users` with `suspended_at`, GitLab `users`.
 */
export const DIRECTORIES: readonly Directory[] = [
  {
    system: 'Entra',
    marks: ['"userPrincipalName"'],
    is: (one) => one.text('userPrincipalName') !== undefined && (one.has('accountEnabled') || one.has('deletedDateTime')),
    names: (one) => [one.text('userPrincipalName'), one.text('mail'), ...one.texts('otherMails')],
    gone: (one) =>
      one.text('deletedDateTime') !== undefined ? 'the account is deleted'
        : no(one, 'accountEnabled') ? 'the account is disabled' : yes(one, 'accountEnabled') ? null : undefined,
    since: (one) => one.text('deletedDateTime'),
  },
  {
    system: 'Google Workspace',
    marks: ['"primaryEmail"'],
    is: (one) => one.text('primaryEmail') !== undefined && (one.has('suspended') || one.has('deletionTime')),
    names: (one) => [one.text('primaryEmail'), ...one.texts('aliases'), ...one.items('emails').map((mail) => mail.text('address'))],
    gone: (one) =>
      one.text('deletionTime') !== undefined ? 'the account is deleted'
        : yes(one, 'suspended') ? 'the account is suspended' : yes(one, 'archived') ? 'the account is archived' : null,
    since: (one) => one.text('deletionTime'),
  },
  {
    system: 'Slack',
    marks: ['"team_id"', '"is_bot"', '"deleted"'],
    is: (one) => one.has('team_id') && one.has('deleted') && one.has('profile') && !yes(one, 'is_bot'),
    names: (one) => [one.text('profile', 'email')],
    gone: (one) => (yes(one, 'deleted') ? 'the account is deactivated' : null),
  },
  {
    system: 'SCIM',
    marks: ['"userName"', 'urn:ietf:params:scim:schemas:core:2.0:User'],
    is: (one) => one.has('active') && one.texts('schemas').includes('urn:ietf:params:scim:schemas:core:2.0:User'),
    names: (one) => [one.text('userName'), ...one.items('emails').map((mail) => mail.text('value'))],
    gone: (one) => (no(one, 'active') ? 'the account is not active' : null),
  },
  {
    system: 'Okta',
    marks: ['"statusChanged"', '"profile"', '"login"'],
    is: (one) => one.has('statusChanged') && one.text('profile', 'login') !== undefined,
    names: (one) => [one.text('profile', 'login'), one.text('profile', 'email')],
    gone: (one) => {
      const status = one.text('status') ?? '';
      const word = Object.hasOwn(OKTA_GONE, status) ? OKTA_GONE[status] : undefined;
      return word === undefined ? (OKTA_THERE.has(status) ? null : undefined) : `the account is ${word}`;
    },
    since: (one) => one.text('statusChanged'),
  },
  {
    system: 'GitHub',
    marks: ['"login"', '"suspended_at"'],
    is: (one) => one.text('login') !== undefined && one.has('suspended_at') && one.text('type') === 'User',
    names: (one) => [login(one, 'login'), one.text('email')],
    gone: (one) => (one.text('suspended_at') === undefined ? null : 'the account is suspended'),
    since: (one) => one.text('suspended_at'),
  },
  {
    system: 'GitLab',
    marks: ['"username"', '"state"', '"web_url"'],
    is: (one) => one.text('username') !== undefined && one.has('state') && one.has('web_url') && one.has('avatar_url'),
    names: (one) => [login(one, 'username'), one.text('email'), one.text('public_email')],
    gone: (one) => (GITLAB_GONE.has(one.text('state') ?? '') ? `the account is ${one.text('state') ?? ''}` : one.text('state') === 'active' ? null : undefined),
  },
]; // prettier-ignore
