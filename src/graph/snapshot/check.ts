import { SnapshotError } from './error.ts';
import { ABSENT, PLACE, type Section, type Tables } from './layout.ts';
import type { Opened } from './open.ts';
import type { Strings } from './strings.ts';

const NODE_COLUMNS: readonly Section[] = [
  'id',
  'kind',
  'environ',
  'tier',
  'entry',
  'implied',
  'name',
  'realm',
  'space',
  'more',
];
const EDGE_COLUMNS: readonly Section[] = ['from', 'to', 'ekind', 'trust', 'given'];
const TIERS: ReadonlySet<number> = new Set([0, 3, 5, 8, 13]);

/** Every reference, offset and order that readers rely on. Linear in the file; decodes no string that is well-formed. */
export function checkTables({ tables, offsetOf }: Opened, strings: Strings): void {
  const nodes = tables.id.length;
  const edges = tables.from.length;
  strings.check(offsetOf('textAt'));
  for (const name of NODE_COLUMNS) sameLength(tables, name, nodes, offsetOf);
  for (const name of EDGE_COLUMNS) sameLength(tables, name, edges, offsetOf);
  checkEdgeIds(tables, strings, offsetOf);
  checkStarts(tables.seen, nodes, 0, offsetOf('seen'));
  const first = tables.seen[nodes] as number;
  checkStarts(tables.eseen, edges, first, offsetOf('eseen'));
  const places = tables.eseen[edges] as number;
  for (const name of ['place', 'where', 'at'] as const) sameLength(tables, name, places, offsetOf);
  for (const name of ['id', 'name', 'realm', 'where'] as const)
    checkStrings(tables[name], strings, offsetOf(name), false);
  for (const name of ['space', 'more', 'given'] as const) checkStrings(tables[name], strings, offsetOf(name), true);
  checkOptional(tables, 'emore', edges, strings, offsetOf);
  checkBelow(tables.from, nodes, offsetOf('from'));
  checkBelow(tables.to, nodes, offsetOf('to'));
  for (let i = 0; i < nodes; i++) {
    if (!TIERS.has(tables.tier[i] as number)) throw new SnapshotError(offsetOf('tier') + i, 'no such tier');
    if (i > 0 && strings.compare(tables.id[i - 1] as number, tables.id[i] as number) >= 0)
      throw new SnapshotError(offsetOf('id') + i * 4, 'node ids do not rise');
  }
  for (let i = 0; i < places; i++) {
    const kind = tables.place[i] as number;
    if (kind > PLACE.json) throw new SnapshotError(offsetOf('place') + i, 'no such kind of place');
    if (kind === PLACE.object && !strings.has(tables.at[i] as number))
      throw new SnapshotError(offsetOf('at') + i * 4, 'a reference to no string');
  }
}

type OffsetOf = Opened['offsetOf'];

function sameLength(tables: Tables, name: Section, length: number, offsetOf: OffsetOf): void {
  if (tables[name].length !== length)
    throw new SnapshotError(offsetOf(name), `section ${name} has ${tables[name].length} entries, not ${length}`);
}

function checkEdgeIds(tables: Tables, strings: Strings, offsetOf: OffsetOf): void {
  const { idHigh, idLow, idText } = tables;
  const edges = tables.from.length;
  if (idText.length > 0) {
    sameLength(tables, 'idText', edges, offsetOf);
    checkStrings(idText, strings, offsetOf('idText'), false);
    for (let i = 1; i < edges; i++)
      if (strings.compare(idText[i - 1] as number, idText[i] as number) >= 0)
        throw new SnapshotError(offsetOf('idText') + i * 4, 'edge ids do not rise');
    return;
  }
  sameLength(tables, 'idHigh', edges, offsetOf);
  sameLength(tables, 'idLow', edges, offsetOf);
  for (let i = 1; i < edges; i++) {
    const above = idHigh[i - 1] as number;
    const high = idHigh[i] as number;
    if (above > high || (above === high && (idLow[i - 1] as number) >= (idLow[i] as number)))
      throw new SnapshotError(offsetOf('idHigh') + i * 4, 'edge ids do not rise');
  }
}

function checkStarts(starts: Uint32Array, count: number, first: number, offset: number): void {
  if (starts.length !== count + 1 || starts[0] !== first)
    throw new SnapshotError(offset, 'the places do not start where they should');
  for (let i = 1; i <= count; i++)
    if ((starts[i] as number) < (starts[i - 1] as number)) throw new SnapshotError(offset + i * 4, 'the places fall');
}

function checkStrings(column: Uint32Array, strings: Strings, offset: number, optional: boolean): void {
  const { count } = strings;
  for (let i = 0; i < column.length; i++) {
    const reference = column[i] as number;
    if (reference < count || (optional && reference === ABSENT) || strings.has(reference)) continue;
    throw new SnapshotError(offset + i * 4, 'a reference to no string');
  }
}

function checkOptional(tables: Tables, name: 'emore', count: number, strings: Strings, offsetOf: OffsetOf): void {
  if (tables[name].length === 0) return;
  sameLength(tables, name, count, offsetOf);
  checkStrings(tables[name], strings, offsetOf(name), true);
}

function checkBelow(column: Uint32Array, limit: number, offset: number): void {
  for (let i = 0; i < column.length; i++)
    if ((column[i] as number) >= limit) throw new SnapshotError(offset + i * 4, 'an edge ends at no node');
}
