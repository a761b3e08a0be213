// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Identity, ToDo } from './shapes.ts';

export interface IdentitiesMethods {
  /** Identities that you may see, by id. Roles: administrator, owner, approver, auditor, operator. Scope of a token: read. */
  listIdentities(
    input?: {
      readonly limit?: number | undefined;
      /** What `next` of the page before said. */
      readonly cursor?: string | undefined;
      readonly owner?: string | undefined;
      readonly kind?: string | undefined;
      readonly environment?: string | undefined;
      readonly state?: 'proposed' | 'active' | 'under-review' | 'suspended' | 'retired' | undefined;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Identity[]; readonly next?: string }>;

  /** Propose an identity that no scan has seen yet; it is the same record when one does. Roles: owner, operator. Scope of a token: write. */
  proposeIdentity(
    input: {
      readonly body: {
        readonly id: string;
        readonly kind: string;
        readonly owner?: string | null | undefined;
        readonly purpose?: string | null | undefined;
        readonly environment?: string | null | undefined;
        readonly dataScope?: string | null | undefined;
        readonly rotationPolicy?: string | null | undefined;
        /** Why; it is recorded. */
        readonly reason?: string | undefined;
      };
    },
    options?: CallOptions,
  ): Promise<Identity>;

  /** One identity. Roles: administrator, owner, approver, auditor, operator. Scope of a token: read. */
  getIdentity(input: { readonly id: string }, options?: CallOptions): Promise<Identity>;

  /** Say what it is for and who answers for it; a field that git declares is changed there. Roles: owner. Scope of a token: write. */
  changeIdentity(
    input: {
      readonly id: string;
      /** The revision that was seen, or its ETag. */
      readonly ifMatch: number | string;
      readonly body: {
        readonly owner?: string | null | undefined;
        readonly purpose?: string | null | undefined;
        readonly environment?: string | null | undefined;
        readonly dataScope?: string | null | undefined;
        readonly rotationPolicy?: string | null | undefined;
        /** Why; it is recorded. */
        readonly reason?: string | undefined;
      };
    },
    options?: CallOptions,
  ): Promise<Identity>;

  /** Every change of what is known and decided about it, oldest first. Roles: administrator, owner, approver, auditor, operator. Scope of a token: read. */
  getIdentityHistory(
    input: { readonly id: string },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly {
      readonly revision: number;
      readonly field: string;
      readonly before: unknown;
      readonly after: unknown;
      readonly actor: string;
      readonly at: string;
    }[];
  }>;

  /** The credentials that it has: that they are there and where, never their values. Roles: administrator, owner, approver, auditor, operator. Scope of a token: read. */
  listIdentityCredentials(
    input: { readonly id: string },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly {
      readonly id: string;
      readonly kind: string;
      readonly name: string;
      readonly place: unknown;
      readonly created: string | null;
      readonly lastUsed: string | null;
      readonly goneSince: string | null;
      readonly ended: string | null;
    }[];
  }>;

  /** Give it to a team, or to a person as person:ID, and say why. Roles: owner. Scope of a token: write. */
  assignOwner(
    input: {
      readonly id: string;
      readonly body: {
        readonly owner: string;
        /** Why; it is recorded. */
        readonly reason: string;
      };
    },
    options?: CallOptions,
  ): Promise<Identity>;

  /** Move it in its life: activate, review, suspend; and say why. Roles: owner. Scope of a token: write. */
  setIdentityState(
    input: {
      readonly id: string;
      readonly body: {
        readonly state: 'proposed' | 'active' | 'under-review' | 'suspended';
        /** Why; it is recorded. */
        readonly reason: string;
      };
    },
    options?: CallOptions,
  ): Promise<Identity>;

  /** End it for good: what it held is recorded, and what is still valid outside becomes things to do. Roles: owner. Scope of a token: write. */
  retireIdentity(
    input: {
      readonly id: string;
      readonly body: {
        /** Why; it is recorded. */
        readonly reason: string;
      };
    },
    options?: CallOptions,
  ): Promise<{ readonly identity: Identity; readonly toDos: readonly ToDo[] }>;
}

export const identities = {
  listIdentities: {
    method: 'GET',
    path: '/api/identities',
    query: ['limit', 'cursor', 'owner', 'kind', 'environment', 'state'],
    answer: 'json',
    pages: 'cursor',
  },
  proposeIdentity: { method: 'POST', path: '/api/identities', keyed: true, answer: 'json' },
  getIdentity: { method: 'GET', path: '/api/identities/{id}', answer: 'json' },
  changeIdentity: { method: 'PATCH', path: '/api/identities/{id}', guarded: true, keyed: true, answer: 'json' },
  getIdentityHistory: { method: 'GET', path: '/api/identities/{id}/history', answer: 'json' },
  listIdentityCredentials: { method: 'GET', path: '/api/identities/{id}/credentials', answer: 'json' },
  assignOwner: { method: 'POST', path: '/api/identities/{id}/owner', keyed: true, answer: 'json' },
  setIdentityState: { method: 'POST', path: '/api/identities/{id}/state', keyed: true, answer: 'json' },
  retireIdentity: { method: 'POST', path: '/api/identities/{id}/retire', keyed: true, answer: 'json' },
} as const satisfies Readonly<Record<string, Operation>>;
