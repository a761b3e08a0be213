import { eventsAfter, prunedUpTo, type Place, type Told } from '../../store/rows/outbox.ts';
import type { Open } from '../route.ts';
import { visible } from './visible.ts';

/** Events that are read at once: what a stream keeps in memory. */
const AT_ONCE = 200;
/** Shorter than proxies wait, and how soon somebody who may no more is cut off. */
const HEARTBEAT_MS = 15_000;
/** The largest place that an event can have in its revision. */
const AFTER_ALL = 2 ** 31 - 1;

/**
 * What happens, as server-sent events. Each is read when the one before was taken, so a slow reader costs no memory; whoever was away longer than events
 * are kept is told so (`reset`) and goes on from now.
 */
export async function* eventStream(open: Open, from: Place | undefined, follow: boolean): AsyncGenerator<string> {
  const start = await open.read(async ({ db, revision }) => ({ now: nowAt(revision), pruned: await prunedUpTo(db) }));
  let place = from ?? start.now;
  // Its place goes with every sign of life: who is cut off before an event comes misses none.
  if (follow) yield `${idOf(place)}retry: 3000\n\n`;
  for (;;) {
    const { events, seen, pruned, revision } = await open.read(async ({ db, principal, revision: last }) => {
      const found = await eventsAfter(db, place, AT_ONCE);
      return {
        events: found,
        seen: await visible(db, found, principal),
        pruned: isBefore(place, await prunedUpTo(db)),
        revision: last,
      };
    });
    if (pruned && from) {
      place = nowAt(revision);
      yield reset(place);
      continue;
    }
    for (const event of seen) yield textOf(event);
    const last = events.at(-1);
    if (last) place = { revision: last.revision, position: last.position };
    if (events.length === AT_ONCE) continue;
    if (!follow) return;
    const more = await open.beyond(Math.max(place.revision, revision), HEARTBEAT_MS);
    if (open.signal.aborted) return;
    if (!more) yield `${idOf(place)}: \n\n`;
  }
}

/** `revision.position`; undefined when it is none. */
export function placeOf(text: string): Place | undefined {
  const [, revision, position] = /^(\d{1,15})\.(\d{1,10})$/u.exec(text) ?? [];
  if (revision === undefined || Number(position) > AFTER_ALL) return undefined;
  return { revision: Number(revision), position: Number(position) };
}

/** After everything of a revision. */
const nowAt = (revision: number): Place => ({ revision, position: AFTER_ALL });

const isBefore = (one: Place, other: Place | undefined): boolean =>
  other !== undefined &&
  (one.revision < other.revision || (one.revision === other.revision && one.position < other.position));

function textOf({ revision, position, kind, actor, object, at, data, context }: Told): string {
  const { reason, onBehalfOf } = context;
  const text = JSON.stringify({ kind, object, actor, onBehalfOf, reason, at, data });
  return `${idOf({ revision, position })}event: ${kind}\ndata: ${text}\n\n`;
}

const idOf = ({ revision, position }: Place): string => `id: ${revision}.${position}\n`;

const reset = (place: Place): string =>
  `${idOf(place)}event: reset\ndata: {"says":"events after your last one are no longer kept: read again what you need"}\n\n`;
