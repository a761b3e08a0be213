// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Group, Role } from './shapes.ts';

export interface GroupsMethods {
  /** Groups, by id. Roles: administrator, auditor. Scope of a token: read. */
  listGroups(
    input?: {
      readonly limit?: number | undefined;
      /** What `next` of the page before said. */
      readonly cursor?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Group[]; readonly next?: string }>;

  /** What a group gives. Roles: administrator, auditor. Scope of a token: read. */
  getGroupRoles(
    input: { readonly id: string },
    options?: CallOptions,
  ): Promise<{
    readonly roles: readonly Role[];
    /** Larger after each change; its ETag. */
    readonly revision: number;
  }>;

  /** Say what a group gives; administrators are named one by one, never by a group. Roles: administrator. Scope of a token: administer. */
  putGroupRoles(
    input: {
      readonly id: string;
      /** The revision that was seen, or its ETag. */
      readonly ifMatch: number | string;
      readonly body: {
        readonly roles: readonly {
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
        }[];
      };
    },
    options?: CallOptions,
  ): Promise<{
    readonly roles: readonly Role[];
    /** Larger after each change; its ETag. */
    readonly revision: number;
  }>;
}

export const groups = {
  listGroups: { method: 'GET', path: '/api/groups', query: ['limit', 'cursor'], answer: 'json', pages: 'cursor' },
  getGroupRoles: { method: 'GET', path: '/api/groups/{id}/roles', answer: 'json' },
  putGroupRoles: { method: 'PUT', path: '/api/groups/{id}/roles', guarded: true, keyed: true, answer: 'json' },
} as const satisfies Readonly<Record<string, Operation>>;
