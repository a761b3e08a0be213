import type { FastifyRequest } from 'fastify';
import type { Change, Reader } from '../store/change.ts';
import type { Store } from '../store/store.ts';
import type { Principal } from './principal.ts';
import type { Refused } from './refused.ts';
import type { Call, Route } from './route.ts';
import type { Services } from './services.ts';

/** What stands around every route. */
export interface Door {
  readonly store: Store;
  /** Whoever signed the request. Throws `Refused` when nobody did. */
  readonly signedIn: (request: FastifyRequest) => Promise<Principal>;
  /** The same as it stands in this transaction: what it holds may have changed meanwhile. Throws `Refused` when it may nothing any longer. */
  readonly anew: (change: Pick<Change, 'now'> & { readonly db: Reader }, principal: Principal) => Promise<Principal>;
  /** Whether it is known still to be who it was and to hold what it held, by one statement of this transaction. False says no more than that it must be asked anew. */
  readonly stands: (change: Pick<Change, 'now'> & { readonly db: Reader }, principal: Principal) => Promise<boolean>;
  /** Somebody known, or nobody, was refused: that is recorded. */
  readonly refused: (refused: Refused, row: Named, request: FastifyRequest, principal?: Principal) => void;
  /** A change by this row is durable. */
  readonly changed: (row: Pick<Route, 'tag'>) => void;
  readonly now: () => Date;
  /** The origin that a request came to, when it is ours. Throws `Refused` when not. */
  readonly originOf: (request: FastifyRequest) => string;
  readonly services: Services;
}

/** A row of the API or a page. */
type Named = Pick<Route, 'id'>;

export type AnyCall = Call<Record<string, unknown>, Record<string, unknown>, unknown>;
