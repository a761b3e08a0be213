import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NOWHERE } from '../governance/roles.ts';
import { WritError } from '../model/errors.ts';
import type { Change, Reader } from '../store/change.ts';
import { answerTo, keepAnswer } from '../store/rows/idempotency.ts';
import type { Store } from '../store/store.ts';
import { OpenStreams } from './events/open-streams.ts';
import { endSetUp, markedAlone } from './sign-in/set-up.ts';
import { permit, permitted, EVERYBODY } from './permit.ts';
import { actorOf, held, type Principal } from './principal.ts';
import { Refused } from './refused.ts';
import type { Call, Route } from './route.ts';
import type { Services } from './services.ts';
import { schemaOf, urlOf } from './route-schema.ts';
import { SCIM_JSON } from './scim/shapes.ts';
import { sound } from './sound.ts';
import { traceOf } from './trace.ts';

/** What stands around every route. */
export interface Door {
  readonly store: Store;
  /** Whoever signed the request. Throws `Refused` when nobody did. */
  readonly signedIn: (request: FastifyRequest) => Promise<Principal>;
  /** The same as it stands in this transaction: what it holds may have changed meanwhile. Throws `Refused` when it may nothing any longer. */
  readonly anew: (change: Pick<Change, 'now'> & { readonly db: Reader }, principal: Principal) => Promise<Principal>;
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

const ANSWERS_KEPT_MS = 24 * 3_600_000;

/** Serves a row: signed in, shape, may it, do it once, answer. In this order, so that strangers learn nothing from what a check says. */
export function mount(server: FastifyInstance, row: Route, door: Door): void {
  const principals = new WeakMap<FastifyRequest, Principal>();
  const refusing = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) door.refused(error, row, request, principals.get(request));
      throw error;
    }
  };
  const streams = 'stream' in row ? new OpenStreams(door) : undefined;
  if (streams)
    server.addHook('preClose', (done) => {
      streams.end();
      done();
    });
  server.route({
    method: row.method,
    url: urlOf(row),
    schema: schemaOf(row),
    onRequest: (request) =>
      refusing(request, async () => {
        principals.set(request, await door.signedIn(request));
      }),
    preValidation: (request) =>
      refusing(request, () => {
        sound([request.params, request.query, request.body]);
        return Promise.resolve();
      }),
    handler: (request, reply) =>
      refusing(request, async () => {
        const principal = principals.get(request);
        if (!principal) throw new Refused('unauthenticated');
        const call = callOf(row, request, principal, door);
        if (!('stream' in row) || !streams) return answer(row, door, call, request, reply);
        await door.store.read((db) => permit(db, row, principal, call));
        return streams.send(reply, principal, (open) => row.stream(open, call));
      }),
  });
}

export type AnyCall = Call<Record<string, unknown>, Record<string, unknown>, unknown>;

function callOf(row: Route, request: FastifyRequest, principal: Principal, { now, originOf, services }: Door): AnyCall {
  const seen = /^(?:W\/)?"?(\d{1,15})"?$/u.exec(request.headers['if-match'] ?? '')?.[1];
  if (row.guarded && seen === undefined) throw new Refused('precondition-required');
  const last = request.headers['last-event-id'];
  return {
    params: request.params as Record<string, unknown>,
    query: request.query as Record<string, unknown>,
    body: request.body,
    principal,
    within: held(principal, row.roles ?? EVERYBODY),
    seen: seen === undefined ? undefined : Number(seen),
    now: now(),
    origin: () => originOf(request),
    services,
    ...(typeof last === 'string' && last !== '' ? { lastEventId: last } : {}),
  };
}

async function answer(row: Route, door: Door, call: AnyCall, request: FastifyRequest, reply: FastifyReply) {
  if ('read' in row || 'show' in row)
    return send(reply, row, await found(row, door, call), request.headers['if-none-match']);
  const { replayed, value } = await perform(row, door, call, request);
  if (replayed) reply.header('idempotency-replayed', 'true');
  return send(reply, row, value);
}

async function found(
  row: Extract<Route, { read: unknown } | { show: unknown }>,
  { store }: Door,
  call: AnyCall,
): Promise<unknown> {
  if ('read' in row)
    return store.read(async (db) => {
      await permit(db, row, call.principal, call);
      return row.read(db, call);
    });
  const subject = await store.readOne((db) => permit(db, row, call.principal, call));
  if (!subject) throw new Refused('not-found');
  return row.show(subject);
}

export interface Outcome {
  readonly replayed: boolean;
  readonly value: unknown;
}

/** Undoes the transaction of a request that was answered before: it changes nothing. */
class Replay extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('answered before');
    this.answer = answer;
  }
}

/** Does what a row that writes does, once, in its transaction, for whoever may. */
export async function perform(row: Route, door: Door, call: AnyCall, request: FastifyRequest): Promise<Outcome> {
  const outcome = await once(row, door, call, request);
  if (!outcome.replayed) door.changed(row);
  return outcome;
}

async function once(row: Route, door: Door, call: AnyCall, request: FastifyRequest): Promise<Outcome> {
  if (!('write' in row)) throw new Error('a row that reads has no outcome');
  const { now, principal } = call;
  const key = request.headers['idempotency-key'] as string | undefined;
  if (key !== undefined && row.once === true)
    throw new Refused('bad-request', 'its answer is shown once and not kept: send no Idempotency-Key');
  const scope = `${principal.id} ${row.id}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([request.url, call.seen, call.body]))
    .digest();
  const context = {
    ...actorOf(principal),
    ...reasonIn(call.body),
    policy: `route:${row.id}`,
    trace: traceOf(request),
  };
  const { actor, ...rest } = context;
  try {
    const value = await door.store.change({ actor, now, context: rest }, async (change) => {
      const [standing, subject] = await Promise.all([
        door.anew(change, principal),
        row.subject?.(change.db, call.params, call.body),
      ]);
      const fresh = { ...call, principal: standing };
      permitted(row, standing, subject);
      if (key !== undefined) await replayed(change, scope, key, digest);
      const marked = fresh.principal.alone ? markedAlone(change) : change;
      const within = held(fresh.principal, row.roles ?? EVERYBODY);
      const done = await row.write(marked, { ...fresh, within }, subject ?? NOWHERE);
      if (row.roles?.includes('administrator') === true) await endSetUp(marked);
      if (key !== undefined)
        await keepAnswer(change, {
          scope,
          key,
          request: digest,
          answer: done ?? null,
          expires: new Date(now.getTime() + ANSWERS_KEPT_MS),
        });
      return done;
    });
    return { replayed: false, value };
  } catch (error) {
    if (error instanceof Replay) return { replayed: true, value: error.answer };
    if (error instanceof WritError && error.code === 'changed-meanwhile') throw new Refused('changed-meanwhile');
    throw error;
  }
}

/** Why, where a body says so: it goes with every event of the change. */
const reasonIn = (body: unknown): { readonly reason?: string } =>
  isRecord(body) && typeof body['reason'] === 'string' ? { reason: body['reason'] } : {};

async function replayed({ db, now }: Change, scope: string, key: string, digest: Buffer): Promise<void> {
  const before = await answerTo(db, scope, key, now);
  if (!before) return;
  if (!before.request.equals(digest)) throw new Refused('key-used-before');
  throw new Replay(before.answer);
}

function send(reply: FastifyReply, { status = 200, answer, scim }: Route, value: unknown, known?: string): unknown {
  const revision = isRecord(value) && typeof value['revision'] === 'number' ? value['revision'] : undefined;
  const meta = scim && isRecord(value) && isRecord(value['meta']) ? value['meta'] : {};
  const tag =
    typeof meta['version'] === 'string' ? meta['version'] : revision === undefined ? undefined : `"${revision}"`;
  if (tag !== undefined) reply.header('etag', tag);
  if (tag !== undefined && known === tag) return reply.code(304).send();
  if (status === 201 && typeof meta['location'] === 'string') reply.header('location', meta['location']);
  if (scim && answer) reply.type(SCIM_JSON);
  reply.code(answer ? status : 204);
  return answer ? value : reply.send();
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
