import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Door } from '../door.ts';
import type { Principal } from '../principal.ts';
import { Refused } from '../refused.ts';
import type { Open } from '../route.ts';
import { Wakes } from './wakes.ts';

const MOST = 200;
const MOST_OF_ONE = 10;

/** For whoever may no more a stream is over; that is no error of it. */
async function* untilRefused(texts: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* texts;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** The streams that are open: so many, no more of one person, all over when the server stops. */
export class OpenStreams {
  readonly #door: Door;
  readonly #wakes: Wakes;
  readonly #open = new Map<AbortController, string>();

  constructor(door: Door) {
    this.#door = door;
    this.#wakes = new Wakes(door.store);
  }

  end(): void {
    for (const one of this.#open.keys()) one.abort();
  }

  /** Sends what the work gives, as fast as it is taken. Who may no more is cut off at the next read. */
  send(reply: FastifyReply, principal: Principal, work: (open: Open) => AsyncIterable<string>): FastifyReply {
    const own = [...this.#open.values()].filter((id) => id === principal.id).length;
    if (this.#open.size >= MOST || own >= MOST_OF_ONE) throw new Refused('too-many', 'so many streams are open');
    const over = new AbortController();
    this.#open.set(over, principal.id);
    reply.raw.on('close', () => {
      over.abort();
      this.#open.delete(over);
    });
    const { store, anew, now } = this.#door;
    const open: Open = {
      signal: over.signal,
      read: (ask) =>
        store.read(async (db) => {
          const { value: revision } = await db.selectFrom('revision').select('value').executeTakeFirstOrThrow();
          return ask({ db, revision, principal: await anew({ db, now: now() }, principal) });
        }),
      beyond: (revision, longestMs) => this.#wakes.beyond(revision, longestMs, over.signal),
    };
    return (
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        // A connection that lived on after it would hold up a server that stops.
        .header('connection', 'close')
        .send(Readable.from(untilRefused(work(open)), { objectMode: false }))
    );
  }
}
