import { textOf } from './answer.ts';
import { refusedBy } from './call.ts';
import { UnansweredError } from './errors.ts';
import { backOff, waited } from './retry.ts';
import type { Settings } from './settings.ts';
import { SseParser, type Message } from './sse.ts';

/** Something changed. */
export interface ChangeEvent {
  readonly gap: false;
  /** Where it stands: keep it, and go on `after` it. */
  readonly id: string;
  readonly kind: string;
  readonly object: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly reason?: string;
  /** RFC 3339. */
  readonly at: string;
  readonly data: unknown;
}

/** There is a gap: events after your last one are no longer kept. Read again what you need; the stream goes on from here. */
export interface GapEvent {
  readonly gap: true;
  readonly id: string;
}

export interface FollowOptions {
  /** Id of the last event that was seen; without it from now on. */
  readonly after?: string | undefined;
  /** False ends after what is there. */
  readonly follow?: boolean | undefined;
  /** Ends the iterator, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** The server says something every 15 seconds. */
const SILENT_MS = 45_000;

interface Place {
  last: string | undefined;
  retryMs: number | undefined;
  /** Streams that failed since the last event or sign of life. */
  failures: number;
}

/**
 * Changes as they happen. A stream that breaks is opened again after the last event, so none is lost or told twice; what cannot get better by itself
 * (a token that ended, a role that is missing) is thrown.
 */
export async function* follow(
  settings: Settings,
  options: FollowOptions,
): AsyncGenerator<ChangeEvent | GapEvent, void> {
  const over = options.signal ?? new AbortController().signal;
  const isOver = (): boolean => over.aborted;
  const place: Place = { last: options.after, retryMs: undefined, failures: 0 };
  while (!isOver()) {
    try {
      yield* opened(settings, options.follow ?? true, place, over);
      if (options.follow === false) return;
    } catch (error) {
      if (isOver()) return;
      if (!(error instanceof Broken)) throw error;
      place.failures += 1;
      if (options.follow === false && place.failures >= settings.tries) throw error.why;
      place.retryMs = error.afterMs ?? place.retryMs;
    }
    const ms = Math.max(place.retryMs ?? 0, backOff(Math.max(place.failures, 1), settings.random));
    await waited(ms, over).catch(() => undefined);
  }
}

/** A stream that is worth opening again. */
class Broken extends Error {
  readonly why: Error;
  readonly afterMs: number | undefined;
  constructor(why: Error, afterMs?: number) {
    super(why.message);
    this.why = why;
    this.afterMs = afterMs;
  }
}

async function* opened(
  settings: Settings,
  goOn: boolean,
  place: Place,
  over: AbortSignal,
): AsyncGenerator<ChangeEvent | GapEvent, void> {
  const silence = new AbortController();
  const alive = setTimeout(() => {
    silence.abort(new UnansweredError('unreachable', 'the stream fell silent'));
  }, SILENT_MS);
  try {
    const response = await streamOf(settings, goOn, place, AbortSignal.any([over, silence.signal]));
    const parser = new SseParser(settings.mostBytes);
    const decoder = new TextDecoder();
    for await (const part of response) {
      alive.refresh();
      for (const message of parser.take(decoder.decode(part, { stream: true }))) {
        place.failures = 0;
        place.retryMs = message.retryMs ?? place.retryMs;
        // A sign of life says the place too.
        place.last = message.id ?? place.last;
        const event = eventOf(message);
        if (event) yield event;
      }
    }
  } catch (error) {
    if (error instanceof TypeError || silence.signal.aborted)
      throw new Broken(new UnansweredError('unreachable', 'the stream broke', { cause: error }));
    throw error;
  } finally {
    clearTimeout(alive);
    silence.abort();
  }
}

async function streamOf(settings: Settings, goOn: boolean, { last }: Place, signal: AbortSignal) {
  const { base, token, fetch, mostBytes } = settings;
  const response = await fetch(`${base}/api/events?follow=${goOn}`, {
    headers: { authorization: token.authorization(), ...(last === undefined ? {} : { 'last-event-id': last }) },
    redirect: 'error',
    signal,
  });
  if (response.ok && response.body) return response.body as unknown as AsyncIterable<Uint8Array>;
  const { error, again, afterMs } = refusedBy(response, await textOf(response, mostBytes));
  throw again ? new Broken(error, afterMs) : error;
}

function eventOf({ id, event, data }: Message): ChangeEvent | GapEvent | undefined {
  if (id === undefined || data === '') return undefined;
  if (event === 'reset') return { gap: true, id };
  try {
    return { ...(JSON.parse(data) as Omit<ChangeEvent, 'id' | 'gap'>), id, gap: false };
  } catch {
    throw new UnansweredError('not-writ', 'an event is no JSON');
  }
}
