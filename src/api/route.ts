import type { Static, TObject, TSchema } from '@sinclair/typebox';
import type { Place, Role, RoleName } from '../governance/roles.ts';
import type { Change, Reader } from '../store/change.ts';
import type { Principal, Scope } from './principal.ts';
import type { Services } from './services.ts';

/** What a request is about, as far as it decides who may: where it stands, and whose it is. */
export interface Subject extends Place {
  /** Whose it is: seen by that person, by administrators and by auditors. */
  readonly person?: string;
  /** That person may do with it what the route says, whatever its roles. */
  readonly own?: boolean;
}

/** A request whose shape is checked. */
export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly principal: Principal;
  /** Where the principal may see, by the roles that the route takes. */
  readonly within: readonly Role[];
  /** The revision that the sender has seen (`If-Match`). */
  readonly seen: number | undefined;
  readonly now: Date;
  /** Where its browser reached us. Throws `Refused` when that is no name of ours. */
  readonly origin: () => string;
  readonly services: Services;
  /** Where the sender's stream ended (`Last-Event-ID`). */
  readonly lastEventId?: string;
}

/** What a stream goes on with. */
export interface Open {
  /** It is over: the sender left, or the server stops. */
  readonly signal: AbortSignal;
  /** One state, the revision of its last change, and who asks as it stands in it. Throws `Refused` when that is nobody any longer. */
  readonly read: <T>(ask: (state: State) => Promise<T>) => Promise<T>;
  /** Waits for a revision beyond this one; false when it waited long enough or is over. */
  readonly beyond: (revision: number, longestMs: number) => Promise<boolean>;
}

export interface State {
  readonly db: Reader;
  readonly revision: number;
  readonly principal: Principal;
}

interface Shape<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema> {
  /** `operationId`, and the name by which the matrix of the tests and the record know it. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters as `{name}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** One of these roles, at the place of its subject; everyone who is signed in where it is left out. */
  readonly roles?: readonly RoleName[];
  /** What a token must be for. */
  readonly scope: Scope;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  /** 200 where it is left out; 204 where there is no answer. */
  readonly status?: 200 | 201 | 202 | 204;
  /** It speaks SCIM: its media type, its ETags, its errors. */
  readonly scim?: boolean;
  /** Its answer holds a secret that is shown this once: it is kept nowhere, so the request cannot be asked again by an idempotency key. */
  readonly once?: boolean;
  /** Only over the revision that the sender has seen. */
  readonly guarded?: boolean;
  /** What the request is about; undefined when there is none. A route without it is about everything: only a role for all places counts, unless `listed`. */
  readonly subject?: (db: Reader, params: Static<P>, body: Static<B>) => Promise<Subject | undefined>;
  /** It answers with what the caller may see of many: any role of these counts, and `within` says where. */
  readonly listed?: boolean;
}

interface Reads<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema> extends Shape<P, Q, B, A> {
  readonly read: (db: Reader, call: Call<Static<P>, Static<Q>, Static<B>>) => Promise<Static<A>>;
}

/** Answers with its subject, which one statement found. */
interface Shows<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
  S extends Subject,
> extends Shape<P, Q, B, A> {
  readonly subject: (db: Reader, params: Static<P>, body: Static<B>) => Promise<S | undefined>;
  readonly show: (subject: S) => Static<A>;
}

interface Writes<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
  S extends Subject,
> extends Shape<P, Q, B, A> {
  readonly subject?: (db: Reader, params: Static<P>, body: Static<B>) => Promise<S | undefined>;
  /**
   * True for a body with which `write` asks nothing more, and writes only over the revision of its subject that it was given: whoever moved that meanwhile makes it
   * fail. Such changes travel together. The answer to any other statement comes too late for it.
   */
  readonly overKnown?: (body: Static<B>) => boolean;
  /** `subject`: what the row's own `subject` gave; a row without one is not to look at it. */
  readonly write: (change: Change, call: Call<Static<P>, Static<Q>, Static<B>>, subject: S) => Promise<Static<A>>;
}

/** Answers with text as it comes (`text/event-stream`). */
interface Streams<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema> extends Shape<
  P,
  Q,
  B,
  A
> {
  readonly stream: (open: Open, call: Call<Static<P>, Static<Q>, Static<B>>) => AsyncIterable<string>;
}

/** A row of the API: what it takes, who may, and what it does. All that is around it is done in one place, for every row. */
export type Route =
  | Reads<TObject, TObject, TSchema, TSchema>
  | Shows<TObject, TObject, TSchema, TSchema, Subject>
  | Writes<TObject, TObject, TSchema, TSchema, Subject>
  | Streams<TObject, TObject, TSchema, TSchema>;

/** What a row takes of a path or query that it has none of. */
type Nothing = TObject<Record<string, never>>;

/** Checks a row against its own schemas; what it takes and gives is known to the compiler only inside of it. */
export function route<
  P extends TObject = Nothing,
  Q extends TObject = Nothing,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
  S extends Subject = Subject,
>(row: Reads<P, Q, B, A> | Shows<P, Q, B, A, S> | Writes<P, Q, B, A, S> | Streams<P, Q, B, A>): Route {
  return row as unknown as Route;
}
