// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Source } from './shapes.ts';

export interface SourcesMethods {
  /** Sources, with when each was last read and why it was not. Roles: operator, administrator, auditor. Scope of a token: read. */
  listSources(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Source[] }>;

  /** Have folders scanned, on request or again and again. Roles: operator. Scope of a token: write. */
  addSource(
    input: {
      readonly body: {
        /** Small letters, digits, . _ and -. */
        readonly name: string;
        readonly paths: readonly string[];
        readonly everyMinutes?: number | undefined;
      };
    },
    options?: CallOptions,
  ): Promise<Source>;

  /** Scan it no more: what no other source has is gone from now on. Roles: operator. Scope of a token: write. */
  removeSource(input: { readonly name: string }, options?: CallOptions): Promise<undefined>;

  /** Ask for a scan; one that waits already is the same. Roles: operator. Scope of a token: write. */
  scanSource(input: { readonly name: string }, options?: CallOptions): Promise<Source>;

  /** Make the secret that its hook is signed with; it is shown this once, and the one before counts no more. Roles: operator. Scope of a token: write. */
  makeSourceHook(
    input: { readonly name: string },
    options?: CallOptions,
  ): Promise<{ readonly path: string; readonly secret: string }>;

  /** Scans that were done, newest first. Roles: operator, administrator, auditor. Scope of a token: read. */
  listScans(
    input?: {
      readonly limit?: number | undefined;
      /** What `next` of the page before said. */
      readonly cursor?: string | undefined;
      readonly source?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly {
      readonly id: string;
      readonly source: string;
      readonly began: string;
      readonly ended: string;
      readonly counts: Readonly<Record<string, number>>;
    }[];
    readonly next?: string;
  }>;
}

export const sources = {
  listSources: { method: 'GET', path: '/api/sources', answer: 'json' },
  addSource: { method: 'POST', path: '/api/sources', keyed: true, answer: 'json' },
  removeSource: { method: 'DELETE', path: '/api/sources/{name}', keyed: true, answer: 'none' },
  scanSource: { method: 'POST', path: '/api/sources/{name}/scan', keyed: true, answer: 'json' },
  makeSourceHook: { method: 'POST', path: '/api/sources/{name}/hook', answer: 'json' },
  listScans: {
    method: 'GET',
    path: '/api/scans',
    query: ['limit', 'cursor', 'source'],
    answer: 'json',
    pages: 'cursor',
  },
} as const satisfies Readonly<Record<string, Operation>>;
