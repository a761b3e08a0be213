import type { NodeId } from '../model/id.ts';
import { nameIn, realmOf } from './names.ts';
import { printable } from './printable.ts';
import { displayWidth, truncate, truncateStart } from './width.ts';

interface Hop {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** Nodes of the path on one line; what does not fit is counted, never dropped in silence. */
export function pathLineOf(path: readonly Hop[], realm: string | undefined, room: number): string {
  const [start] = path;
  if (start === undefined) return '';
  const ids: readonly NodeId[] = [start.from, ...path.map((step) => step.to)];
  let known = realm;
  const names = ids.map((id) => {
    const name = printable(nameIn(id, known));
    known = realm ?? realmOf(id);
    return name;
  });
  for (let hidden = 0; hidden <= names.length - 2; hidden += 1) {
    const kept = names.length - hidden;
    // Both ends tell most: the way in, and what is at stake.
    const tail = Math.max(1, Math.floor(kept / 2));
    const parts =
      hidden === 0 ? names : [...names.slice(0, kept - tail), `(${hidden} more)`, ...names.slice(names.length - tail)];
    const line = parts.join(' > ');
    if (displayWidth(line) <= room) return line;
  }
  const half = Math.floor((room - ` > (${names.length - 2} more) > `.length) / 2);
  const middle = names.length > 2 ? ` > (${names.length - 2} more) > ` : ' > ';
  return `${truncate(names[0] ?? '', half)}${middle}${truncateStart(names.at(-1) ?? '', half)}`;
}
