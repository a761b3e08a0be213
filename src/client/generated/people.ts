// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Account, Person, Role } from './shapes.ts';

export interface PeopleMethods {
  /** People, by id. Roles: administrator, auditor. Scope of a token: read. */
  listPeople(
    input?: {
      readonly limit?: number | undefined;
      /** What `next` of the page before said. */
      readonly cursor?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Person[]; readonly next?: string }>;

  /** Enrol a person; it signs in by a link that an administrator makes, or by its account at a provider. Roles: administrator. Scope of a token: administer. */
  addPerson(
    input: { readonly body: { readonly name: string; readonly userName: string; readonly email?: string | undefined } },
    options?: CallOptions,
  ): Promise<Person>;

  /** One person. Roles: administrator, auditor. Scope of a token: read. */
  getPerson(input: { readonly id: string }, options?: CallOptions): Promise<Person>;

  /** Rename a person, or let it leave: its sessions, tokens and own roles end, what it owned goes under review. Roles: administrator. Scope of a token: administer. */
  changePerson(
    input: {
      readonly id: string;
      /** The revision that was seen, or its ETag. */
      readonly ifMatch: number | string;
      readonly body: { readonly name?: string | undefined; readonly active?: boolean | undefined };
    },
    options?: CallOptions,
  ): Promise<Person>;

  /** What a person holds itself, and all that counts with what its groups give. Roles: administrator, auditor. Scope of a token: read. */
  listRoles(
    input: { readonly id: string },
    options?: CallOptions,
  ): Promise<{ readonly own: readonly Role[]; readonly all: readonly Role[] }>;

  /** Give a role. Nobody gives one to themselves, and what is to be apart is not given to one person. Roles: administrator. Scope of a token: administer. */
  giveRole(
    input: {
      readonly id: string;
      readonly body: {
        readonly role:
          | 'administrator'
          | 'owner'
          | 'approver'
          | 'auditor'
          | 'operator'
          | 'serving'
          | 'gpu-provisioning'
          | 'platform-administration'
          | 'host-control'
          | 'deployment'
          | 'approval'
          | 'audit';
        /** `*` is every environment. */
        readonly environment: string;
        /** `*` is every team. */
        readonly team: string;
      };
    },
    options?: CallOptions,
  ): Promise<Role>;

  /** Take a role away; the last administrator stays one. Roles: administrator. Scope of a token: administer. */
  takeRole(
    input: {
      readonly role:
        | 'administrator'
        | 'owner'
        | 'approver'
        | 'auditor'
        | 'operator'
        | 'serving'
        | 'gpu-provisioning'
        | 'platform-administration'
        | 'host-control'
        | 'deployment'
        | 'approval'
        | 'audit';
      /** `*` is every environment. */
      readonly environment: string;
      /** `*` is every team. */
      readonly team: string;
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<undefined>;

  /** A link by which a person signs in once, within a day; for those who have no other way. Roles: administrator. Scope of a token: administer. */
  makeSignInLink(
    input: { readonly id: string },
    options?: CallOptions,
  ): Promise<{
    /** To be put behind the address of Writ. */
    readonly path: string;
    readonly expires: string;
  }>;

  /** End all sessions of a person. Roles: administrator. Scope of a token: administer. */
  endSessions(input: { readonly id: string }, options?: CallOptions): Promise<{ readonly ended: number }>;

  /** Remove all passkeys of a person, whose device is lost; its sessions end. Roles: administrator. Scope of a token: administer. */
  removePasskeys(input: { readonly id: string }, options?: CallOptions): Promise<{ readonly removed: number }>;

  /** Accounts that are known to be a person’s. Roles: administrator, auditor. Scope of a token: read. */
  listAccounts(input: { readonly id: string }, options?: CallOptions): Promise<{ readonly items: readonly Account[] }>;

  /** Say that an account is a person’s; it is of one person only. Roles: administrator. Scope of a token: administer. */
  linkAccount(
    input: {
      readonly id: string;
      readonly body: {
        readonly system: 'subject' | 'chat' | 'git' | 'cloud';
        /** Whose: issuer, workspace, host, organisation. */
        readonly realm: string;
        /** Its name there; of a subject its `sub`. */
        readonly name: string;
      };
    },
    options?: CallOptions,
  ): Promise<Account>;

  /** Take an account from a person; its sessions end. Roles: administrator. Scope of a token: administer. */
  unlinkAccount(
    input: {
      readonly system: 'subject' | 'chat' | 'git' | 'cloud';
      /** Whose: issuer, workspace, host, organisation. */
      readonly realm: string;
      /** Its name there; of a subject its `sub`. */
      readonly name: string;
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<undefined>;
}

export const people = {
  listPeople: { method: 'GET', path: '/api/people', query: ['limit', 'cursor'], answer: 'json', pages: 'cursor' },
  addPerson: { method: 'POST', path: '/api/people', keyed: true, answer: 'json' },
  getPerson: { method: 'GET', path: '/api/people/{id}', answer: 'json' },
  changePerson: { method: 'PATCH', path: '/api/people/{id}', guarded: true, keyed: true, answer: 'json' },
  listRoles: { method: 'GET', path: '/api/people/{id}/roles', answer: 'json' },
  giveRole: { method: 'POST', path: '/api/people/{id}/roles', keyed: true, answer: 'json' },
  takeRole: {
    method: 'DELETE',
    path: '/api/people/{id}/roles',
    query: ['role', 'environment', 'team'],
    keyed: true,
    answer: 'none',
  },
  makeSignInLink: { method: 'POST', path: '/api/people/{id}/sign-in-link', answer: 'json' },
  endSessions: { method: 'DELETE', path: '/api/people/{id}/sessions', keyed: true, answer: 'json' },
  removePasskeys: { method: 'DELETE', path: '/api/people/{id}/passkeys', keyed: true, answer: 'json' },
  listAccounts: { method: 'GET', path: '/api/people/{id}/accounts', answer: 'json' },
  linkAccount: { method: 'POST', path: '/api/people/{id}/accounts', keyed: true, answer: 'json' },
  unlinkAccount: {
    method: 'DELETE',
    path: '/api/people/{id}/accounts',
    query: ['system', 'realm', 'name'],
    keyed: true,
    answer: 'none',
  },
} as const satisfies Readonly<Record<string, Operation>>;
