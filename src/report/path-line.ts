import type { NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import { nameIn, realmOf } from './names.ts';
import { printable } from './printable.ts';
import { span, type Line } from './screen.ts';
import { displayWidth, truncate, truncateStart, wrap } from './width.ts';

interface Hop {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: EdgeKind;
}

/** Steps from a thing to its own part say nothing that the next step does not. */
const PARTS: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['CONTAINS', 'PART_OF']);
const INDENT = '   ';

/**
 * The nodes of a path in at most two lines. Nodes that do not fit are counted from the middle, never dropped in silence: the ends tell
 * most, the way in and what is at stake. `writ show` has every step.
 */
export function pathLines(path: readonly Hop[], realm: string | undefined, width: number): readonly Line[] {
  const room = width - 2 * INDENT.length;
  const [first = '', second] = fitted(idsOf(path), realm, room);
  return [[span(INDENT), span(first)], ...(second === undefined ? [] : [[span(INDENT + INDENT), span(second)]])];
}

function idsOf(path: readonly Hop[]): readonly NodeId[] {
  const start = path.slice(0, 1).map((hop) => hop.from);
  return [...start, ...path.flatMap((hop, at) => (PARTS.has(hop.kind) && at < path.length - 1 ? [] : [hop.to]))];
}

function fitted(ids: readonly NodeId[], realm: string | undefined, room: number): readonly string[] {
  for (let hidden = 0; hidden <= Math.max(0, ids.length - 2); hidden += 1) {
    const tail = Math.max(1, Math.floor((ids.length - hidden) / 2));
    const cut = ids.length - hidden - tail;
    const shown = namesOf([...ids.slice(0, cut), ...ids.slice(ids.length - tail)], realm);
    const parts = hidden === 0 ? shown : [...shown.slice(0, cut), `(${hidden} more)`, ...shown.slice(cut)];
    const lines = wrap(parts.join(' > '), room);
    if (lines.length <= 2 && lines.every((line) => displayWidth(line) <= room)) return lines;
  }
  const [first = '', last = ''] = namesOf([...ids.slice(0, 1), ...ids.slice(-1)], realm);
  const middle = ids.length > 2 ? `> (${ids.length - 2} more) > ` : '> ';
  return [truncate(first, room), middle + truncateStart(last, room - middle.length)];
}

/** A realm is said where it differs from that of the node before which the reader sees. */
function namesOf(ids: readonly NodeId[], realm: string | undefined): readonly string[] {
  let known = realm;
  return ids.map((id) => {
    const name = printable(nameIn(id, known));
    known = realm ?? realmOf(id);
    return name;
  });
}
