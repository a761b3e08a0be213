import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnyCall, Door } from './door.ts';
import { OpenStreams } from './events/open-streams.ts';
import { perform } from './perform.ts';
import { permit, EVERYBODY } from './permit.ts';
import { held, type Principal } from './principal.ts';
import { Refused } from './refused.ts';
import type { Route } from './route.ts';
import { schemaOf, urlOf } from './route-schema.ts';
import { SCIM_JSON } from './scim/shapes.ts';
import { sound } from './sound.ts';

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
