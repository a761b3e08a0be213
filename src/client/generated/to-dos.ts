// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { ToDo } from './shapes.ts';

export interface ToDosMethods {
  /** What is to be done about identities that you may see. Roles: administrator, owner, approver, auditor, operator. Scope of a token: read. */
  listToDos(
    input?: {
      readonly limit?: number | undefined;
      /** What `next` of the page before said. */
      readonly cursor?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly ToDo[]; readonly next?: string }>;

  /** Say that it is done, and how. Roles: owner, operator. Scope of a token: write. */
  finishToDo(
    input: {
      readonly id: string;
      readonly body: {
        /** Why; it is recorded. */
        readonly reason: string;
      };
    },
    options?: CallOptions,
  ): Promise<undefined>;
}

export const toDos = {
  listToDos: { method: 'GET', path: '/api/to-dos', query: ['limit', 'cursor'], answer: 'json', pages: 'cursor' },
  finishToDo: { method: 'POST', path: '/api/to-dos/{id}/done', keyed: true, answer: 'none' },
} as const satisfies Readonly<Record<string, Operation>>;
