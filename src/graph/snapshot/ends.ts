import { chain, incident, type Chain, type Direction, type Incident, type Room } from '../incident.ts';
import { openTables } from './open.ts';

/** For verbs that look at many nodes, and for verbs that look at few. */
export type Form = 'lists' | 'chains';

/** Memory that both threads see. */
const ROOM: Room = (words) => new Uint32Array(new SharedArrayBuffer(words * 4));

/**
 * The edges of a snapshot by their ends, for a thread that has the bytes before another has checked them. Of columns that turn out wrong
 * it makes numbers without meaning and nothing worse: whoever checks the columns refuses them, and nobody reads these.
 */
export function* endsOf(bytes: Uint8Array, form: Form): Generator<readonly [Direction, Incident | Chain]> {
  const { id, from, to } = openTables(bytes).tables;
  const make = form === 'lists' ? incident : chain;
  yield ['into', make(id.length, to, ROOM)];
  yield ['out', make(id.length, from, ROOM)];
}
