import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { NOWHERE } from '../governance/roles.ts';
import { WritError } from '../model/errors.ts';
import type { Change, ChangeBy } from '../store/change.ts';
import { answerTo, keepAnswer } from '../store/rows/idempotency.ts';
import type { AnyCall, Door } from './door.ts';
import { permitted, EVERYBODY } from './permit.ts';
import { actorOf, held } from './principal.ts';
import { Refused } from './refused.ts';
import type { Route } from './route.ts';
import { endSetUp, markedAlone } from './sign-in/set-up.ts';
import { traceOf } from './trace.ts';

const ANSWERS_KEPT_MS = 24 * 3_600_000;

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
  const { actor, ...rest } = actorOf(principal);
  const context = { ...rest, ...reasonIn(call.body), policy: `route:${row.id}`, trace: traceOf(request) };
  const by = { actor, now, context };
  const kept = key === undefined ? undefined : answerFor(key, row, call, request);
  try {
    const early = kept ? undefined : await overKnown(row, door, call, by);
    return (
      early ?? {
        replayed: false,
        value: await door.store.change(by, (change) => afresh(row, door, call, change, kept)),
      }
    );
  } catch (error) {
    if (error instanceof Replay) return { replayed: true, value: error.answer };
    if (error instanceof WritError && error.code === 'changed-meanwhile') throw new Refused('changed-meanwhile');
    throw error;
  }
}

type WritingRow = Extract<Route, { write: unknown }>;

/**
 * Does a row that writes over what it knows, with a subject that was asked before the change: such changes travel together. Undefined where the row does not go that
 * way, and where anything speaks against it: whether that is so is found out afresh.
 */
async function overKnown(row: WritingRow, door: Door, call: AnyCall, by: ChangeBy): Promise<Outcome | undefined> {
  const { principal, params, body } = call;
  const { subject: subjectOf } = row;
  if (!subjectOf || row.overKnown?.(body) !== true) return undefined;
  try {
    const subject = permitted(row, principal, await door.store.readOne((db) => subjectOf(db, params, body)));
    if (!subject) return undefined;
    const value = await door.store.change({ ...by, atOnce: true }, async (change) => {
      const marked = principal.alone ? markedAlone(change) : change;
      const [stands, done] = await Promise.all([door.stands(change, principal), row.write(marked, call, subject)]);
      if (!stands) throw new Refused('changed-meanwhile');
      return done;
    });
    return { replayed: false, value };
  } catch (error) {
    if (error instanceof Refused || (error instanceof WritError && error.code === 'changed-meanwhile'))
      return undefined;
    throw error;
  }
}

async function afresh(row: WritingRow, door: Door, call: AnyCall, change: Change, kept?: KeptAnswer): Promise<unknown> {
  const [principal, subject] = await Promise.all([
    door.anew(change, call.principal),
    row.subject?.(change.db, call.params, call.body),
  ]);
  permitted(row, principal, subject);
  if (kept) await replayed(change, kept);
  const marked = principal.alone ? markedAlone(change) : change;
  const within = held(principal, row.roles ?? EVERYBODY);
  const done = await row.write(marked, { ...call, principal, within }, subject ?? NOWHERE);
  if (row.roles?.includes('administrator') === true) await endSetUp(marked);
  if (kept)
    await keepAnswer(change, {
      ...kept,
      answer: done ?? null,
      expires: new Date(call.now.getTime() + ANSWERS_KEPT_MS),
    });
  return done;
}

interface KeptAnswer {
  readonly scope: string;
  readonly key: string;
  /** Digest of the request that it answers. */
  readonly request: Buffer;
}

function answerFor(key: string, row: Route, { principal, seen, body }: AnyCall, { url }: FastifyRequest): KeptAnswer {
  const request = createHash('sha256')
    .update(JSON.stringify([url, seen, body]))
    .digest();
  return { scope: `${principal.id} ${row.id}`, key, request };
}

/** Why, where a body says so: it goes with every event of the change. */
function reasonIn(body: unknown): { readonly reason?: string } {
  const reason = (body as { readonly reason?: unknown } | null | undefined)?.reason;
  return typeof reason === 'string' ? { reason } : {};
}

async function replayed({ db, now }: Change, { scope, key, request }: KeptAnswer): Promise<void> {
  const before = await answerTo(db, scope, key, now);
  if (!before) return;
  if (!before.request.equals(request)) throw new Refused('key-used-before');
  throw new Replay(before.answer);
}
