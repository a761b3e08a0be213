import type { Generated } from 'kysely';
import type { IdentityState } from '../governance/lifecycle.ts';

/** Rows as they stand in the database, for Kysely. What each means is told in the records of `rows/`. */
export interface Tables {
  readonly revision: {
    readonly one: Generated<boolean>;
    readonly value: number;
    readonly authority: Generated<number>;
  };
  readonly meta: { readonly key: string; readonly value: unknown; readonly revision: number };
  readonly identities: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly realm: string;
    readonly environment: string | null;
    readonly state: IdentityState;
    readonly owner: string | null;
    readonly purpose: string | null;
    readonly data_scope: string | null;
    readonly rotation_policy: string | null;
    readonly declared: unknown;
    readonly source: string;
    readonly evidence: unknown;
    readonly seen_first: Date;
    readonly seen_last: Date;
    readonly gone_since: Generated<Date | null>;
    readonly used_last: Generated<Date | null>;
    readonly revision: number;
  };
  readonly identity_history: {
    readonly identity: string;
    readonly revision: number;
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly actor: string;
    readonly at: Date;
  };
  readonly credentials: {
    readonly id: string;
    readonly identity: string;
    readonly kind: string;
    readonly name: string;
    readonly place: unknown;
    readonly created: Date | null;
    readonly last_used: Date | null;
    readonly source: Generated<string | null>;
    readonly gone_since: Generated<Date | null>;
    readonly ended: Generated<Date | null>;
    readonly revision: number;
  };
  readonly sources: {
    readonly name: string;
    readonly kind: string;
    readonly seen_last: Date | null;
    readonly failed_last: Date | null;
    readonly failure: string | null;
    readonly paths: Generated<unknown>;
    readonly every_ms: Generated<number | null>;
    readonly given_by: Generated<GivenBy>;
    readonly hook: Generated<string | null>;
    readonly requested: Generated<Date | null>;
    readonly requested_by: Generated<string | null>;
    readonly removed: Generated<Date | null>;
    readonly revision: number;
  };
  readonly sightings: {
    readonly source: string;
    readonly identity: string;
    readonly said: unknown;
    readonly seen_last: Date;
    readonly gone_since: Date | null;
    readonly revision: number;
  };
  readonly to_dos: {
    readonly id: string;
    readonly kind: string;
    readonly identity: string;
    readonly about: string;
    readonly data: unknown;
    readonly since: Date;
    readonly done: Date | null;
    readonly done_by: string | null;
    readonly revision: number;
  };
  readonly scans: {
    readonly id: string;
    readonly source: string;
    readonly began: Date;
    readonly ended: Date;
    readonly counts: unknown;
    readonly revision: number;
  };
  readonly idempotency: {
    readonly scope: string;
    readonly key: string;
    readonly request: Buffer;
    readonly answer: unknown;
    readonly expires: Date;
    readonly revision: number;
  };
  readonly outbox: {
    readonly revision: number;
    readonly position: number;
    readonly kind: string;
    readonly actor: string;
    readonly object: string;
    readonly data: unknown;
    readonly at: Date;
    readonly context: unknown;
  };
  readonly outbox_cursors: { readonly consumer: string; readonly revision: number; readonly position: number };
  readonly people: {
    readonly id: string;
    readonly name: string;
    readonly active: boolean;
    readonly user_name: string | null;
    readonly external_id: string | null;
    readonly email: string | null;
    readonly created: Generated<Date>;
    readonly revision: number;
  };
  readonly accounts: {
    readonly system: AccountSystem;
    readonly realm: string;
    readonly name: string;
    readonly person: string;
    readonly revision: number;
  };
  readonly sessions: {
    readonly hash: Buffer;
    readonly person: string;
    readonly created: Date;
    readonly used_last: Date;
    readonly expires: Date;
    readonly ended: Date | null;
    readonly how: SignedInBy;
    readonly revision: number;
  };
  readonly api_tokens: {
    readonly id: string;
    readonly hash: Buffer;
    readonly name: string;
    readonly person: string;
    readonly scopes: unknown;
    readonly created: Date;
    readonly expires: Date;
    readonly revoked: Date | null;
    readonly revision: number;
  };
  readonly roles: {
    readonly person: string;
    readonly role: string;
    readonly environment: string;
    readonly team: string;
    readonly revision: number;
  };
  readonly groups: {
    readonly id: string;
    readonly name: string;
    readonly external_id: string | null;
    readonly created: Date;
    readonly revision: number;
  };
  readonly group_members: { readonly group: string; readonly person: string; readonly revision: number };
  readonly group_roles: {
    readonly group: string;
    readonly role: string;
    readonly environment: string;
    readonly team: string;
    readonly revision: number;
  };
  readonly passkeys: {
    readonly id: string;
    readonly person: string;
    readonly public_key: Buffer;
    readonly counter: number;
    readonly name: string;
    readonly transports: unknown;
    readonly created: Date;
    readonly used_last: Date | null;
    readonly revision: number;
  };
  readonly trust_domain: {
    readonly one: Generated<boolean>;
    readonly name: string;
    readonly sequence: number;
    readonly revision: number;
  };
  readonly authorities: {
    readonly id: string;
    readonly usage: AuthorityUsage;
    readonly kind: string;
    readonly public_key: Buffer;
    readonly certificate: Buffer | null;
    readonly state: AuthorityState;
    readonly not_before: Date;
    readonly not_after: Date;
    readonly since: Date;
    readonly retiring: Generated<boolean>;
    readonly revision: number;
  };
  readonly attempts: {
    readonly hash: Buffer;
    readonly kind: AttemptKind;
    readonly data: unknown;
    readonly expires: Date;
  };
}

/** What an authority signs. */
export type AuthorityUsage = 'x509' | 'jwt';
/** `prepared`: in the bundle, signs nothing yet. `active`: signs. `old`: in the bundle for what it signed. */
export type AuthorityState = 'prepared' | 'active' | 'old';
/** What a session began with: a one-time link, an OpenID provider, or a passkey. */
export type SignedInBy = 'link' | 'oidc' | 'passkey';
export type AttemptKind = 'link' | 'oidc' | 'passkey-new' | 'passkey';
/** Who a source comes from: a scan that only told of it, the command line of the server, or somebody by the API. */
export type GivenBy = 'scan' | 'serve' | 'api';
export type AccountSystem = 'subject' | 'chat' | 'git' | 'cloud';

/** Every table with rows of ours, in an order in which what is referred to comes first. `revision` comes last: it closes what came before. */
export const TABLES = [
  'meta',
  'identities',
  'identity_history',
  'credentials',
  'sources',
  'sightings',
  'to_dos',
  'scans',
  'idempotency',
  'outbox',
  'outbox_cursors',
  'people',
  'accounts',
  'sessions',
  'api_tokens',
  'roles',
  'groups',
  'group_members',
  'group_roles',
  'passkeys',
  'attempts',
  'revision',
] as const satisfies readonly (keyof Tables)[];
