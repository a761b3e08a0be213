// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Entry, TreeHead } from './shapes.ts';

export interface LedgerMethods {
  /** Size and root of the log under its signed tree head. Everyone who is signed in. Scope of a token: read. */
  getTreeHead(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<TreeHead>;

  /** Entries, newest first. Roles: administrator, auditor. Scope of a token: read. */
  listEntries(
    input?: { readonly limit?: number | undefined; readonly before?: number | undefined },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Entry[]; readonly next?: number }>;

  /** One entry, with a proof that stands alone (C2SP tlog-proof). Roles: administrator, auditor. Scope of a token: read. */
  getEntry(
    input: { readonly index: number },
    options?: CallOptions,
  ): Promise<{
    readonly index: number;
    /** Leaf hash, hex. */
    readonly id: string;
    readonly entry: unknown;
    readonly proof: string;
  }>;

  /** Hash everything again, from the files alone, under the key of this log. Roles: administrator, auditor. Scope of a token: read. */
  verifyLedger(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{
    readonly at: string;
    readonly milliseconds: number;
    readonly entries: number;
    readonly unsealed: number;
    readonly sound: boolean;
    readonly faults: readonly {
      readonly code: string;
      readonly file: string;
      readonly index: number | null;
      readonly says: string;
    }[];
    readonly unknown: readonly { readonly code: string; readonly says: string }[];
  }>;
}

export const ledger = {
  getTreeHead: { method: 'GET', path: '/api/ledger', answer: 'json' },
  listEntries: {
    method: 'GET',
    path: '/api/ledger/entries',
    query: ['limit', 'before'],
    answer: 'json',
    pages: 'before',
  },
  getEntry: { method: 'GET', path: '/api/ledger/entries/{index}', answer: 'json' },
  verifyLedger: { method: 'GET', path: '/api/ledger/verification', answer: 'json' },
} as const satisfies Readonly<Record<string, Operation>>;
