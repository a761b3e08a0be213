import { SnapshotError } from './error.ts';
import { ABSENT, type Section, type Tables } from './layout.ts';
import type { Opened } from './open.ts';
import { firstFall, firstNotAbove, flagsOf, greatest } from './passes.ts';
import type { Strings } from './strings.ts';

const NODE_COLUMNS: readonly Exclude<Section, 'policies'>[] = [
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
const EDGE_COLUMNS: readonly Exclude<Section, 'policies'>[] = ['from', 'to', 'ekind', 'trust', 'given'];

/** Flag of a code. */
const UNKNOWN = 1;
const TIERS = flagged({ 0: 0, 3: 0, 5: 0, 8: 0, 13: 0 });

/**
 * Every reference, offset and order that searches rely on. Linear in the file; decodes no string that is well-formed. What only a row
 * shows of itself (its precondition, its places) is checked when the row is made, the order of edge ids when one is looked for.
 */
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
  for (const name of ['id', 'name', 'realm'] as const) checkStrings(tables[name], strings, offsetOf(name), false);
  for (const name of ['space', 'more'] as const) checkStrings(tables[name], strings, offsetOf(name), true);
  checkOptional(tables, 'emore', edges, strings, offsetOf);
  checkBelow(tables.from, nodes, offsetOf('from'));
  checkBelow(tables.to, nodes, offsetOf('to'));
  checkNodes(tables, strings, offsetOf);
}

type OffsetOf = Opened['offsetOf'];

function sameLength(tables: Tables, name: Exclude<Section, 'policies'>, length: number, offsetOf: OffsetOf): void {
  if (tables[name].length !== length)
    throw new SnapshotError(offsetOf(name), `section ${name} has ${tables[name].length} entries, not ${length}`);
}

function checkEdgeIds(tables: Tables, strings: Strings, offsetOf: OffsetOf): void {
  const { idText } = tables;
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
}

/** Of edges with ids in numbers. */
export function checkIdOrder({ tables: { idHigh, idLow }, offsetOf }: Opened): void {
  const wrong = firstNotAbove(idHigh, idLow);
  if (wrong >= 0) throw new SnapshotError(offsetOf('idHigh') + wrong * 4, 'edge ids do not rise');
}

function checkStarts(starts: Uint32Array, count: number, first: number, offset: number): void {
  if (starts.length !== count + 1 || starts[0] !== first)
    throw new SnapshotError(offset, 'the places do not start where they should');
  const wrong = firstFall(starts);
  if (wrong >= 0) throw new SnapshotError(offset + wrong * 4, 'the places fall');
}

function checkStrings(column: Uint32Array, strings: Strings, offset: number, optional: boolean): void {
  // Strings that are not well-formed have references above all others: only then one by one.
  if (greatest(column, optional ? 1 : 0) < strings.count + (optional ? 1 : 0)) return;
  for (let i = 0; i < column.length; i++) {
    const reference = column[i] as number;
    if (!strings.has(reference) && !(optional && reference === ABSENT))
      throw new SnapshotError(offset + i * 4, 'a reference to no string');
  }
}

function checkOptional(tables: Tables, name: 'emore', count: number, strings: Strings, offsetOf: OffsetOf): void {
  if (tables[name].length === 0) return;
  sameLength(tables, name, count, offsetOf);
  checkStrings(tables[name], strings, offsetOf(name), true);
}

function checkBelow(column: Uint32Array, limit: number, offset: number): void {
  if (column.length === 0 || greatest(column, 0) < limit) return;
  const wrong = column.findIndex((end) => end >= limit);
  throw new SnapshotError(offset + wrong * 4, 'an edge ends at no node');
}

function checkNodes({ id, tier }: Tables, strings: Strings, offsetOf: OffsetOf): void {
  if (flagsOf(tier, TIERS) !== 0) {
    const wrong = tier.findIndex((one) => TIERS[one] !== 0);
    throw new SnapshotError(offsetOf('tier') + wrong, 'no such tier');
  }
  for (let i = 1; i < id.length; i++)
    if (strings.compare(id[i - 1] as number, id[i] as number) >= 0)
      throw new SnapshotError(offsetOf('id') + i * 4, 'node ids do not rise');
}

/** By code: what is given for it, or that it is unknown. */
function flagged(known: Readonly<Record<number, number>>): Uint8Array {
  const flags = new Uint8Array(256).fill(UNKNOWN);
  for (const [code, flag] of Object.entries(known)) flags[Number(code)] = flag;
  return flags;
}
