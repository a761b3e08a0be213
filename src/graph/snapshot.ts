import { Buffer } from 'node:buffer';
import type { Estate } from '../model/estate.ts';
import type { Columns } from './columns.ts';
import { checkTables } from './snapshot/check.ts';
import { asWritten, recoded } from './snapshot/codes.ts';
import { tablesOf, type Rest } from './snapshot/encode.ts';
import { SnapshotError } from './snapshot/error.ts';
import { checkSum, openTables, type Opened } from './snapshot/open.ts';
import { SnapshotRows } from './snapshot/rows.ts';
import { parseObject, Strings } from './snapshot/strings.ts';
import { snapshotChunks } from './snapshot/write.ts';

export { SnapshotError } from './snapshot/error.ts';
export { snapshotChunks } from './snapshot/write.ts';
export { tablesOf } from './snapshot/encode.ts';

/** A snapshot that was read and checked. Columns are views on its bytes; rows and the rest are decoded on request. */
export interface Snapshot {
  /** For `graphOf`: the graph without an object per edge. */
  readonly columns: Columns;
  /** Everything that is neither node nor edge, with the `extra` of the writer. */
  rest(): Rest;
  /** What the writer kept for questions that few ask; older files have none. */
  readonly policies: Uint8Array | undefined;
  /** The estate that was encoded, in full. Nodes and edges in id order, as the builder gives them. */
  estate(): Estate;
}

/** The bytes of a snapshot. `extra` is any JSON value to keep beside the estate, such as its findings. */
export function encodeSnapshot(estate: Estate, extra?: unknown): Uint8Array {
  return Buffer.concat([...snapshotChunks(tablesOf(estate, extra))]);
}

/**
 * Reads a snapshot. Throws SnapshotError, and only that, for any bytes that are not one. The bytes must not be changed afterwards.
 * `ahead` is what is known of the same bytes already.
 */
export function decodeSnapshot(bytes: Uint8Array, ahead: KnownAhead = {}): Snapshot {
  const opened = openTables(bytes);
  try {
    return checked(opened, ahead);
  } finally {
    // What is damaged is told as damaged, whatever else is wrong with it.
    checkSum(bytes, ahead.digest?.());
  }
}

/** What another thread makes of the bytes; each is asked for as late as can be. */
export interface KnownAhead {
  /** Their SHA-256, of all but the checksum. */
  readonly digest?: () => Uint8Array | undefined;
  /** What `isSound` said. */
  readonly sound?: () => boolean;
  readonly ends?: Columns['ends'];
}

function checked(opened: Opened, { sound, ends }: KnownAhead): Snapshot {
  const { tables, offsetOf } = opened;
  const strings = new Strings(tables);
  const known = sound?.() === true;
  if (!known) checkTables(opened, strings);
  const codes = {
    nodes: tables.id.length,
    edges: tables.from.length,
    tier: tables.tier,
    from: tables.from,
    to: tables.to,
    ...(known ? asWritten(tables) : recoded(opened)),
  };
  const columns: Columns = { ...codes, rows: new SnapshotRows(opened, strings, codes), ...(ends ? { ends } : {}) };
  const rest = (): Rest => restOf(tables.rest, offsetOf('rest'));
  return {
    columns,
    rest,
    policies: tables.policies,
    estate: () => {
      const { facts, sources, diagnostics } = rest();
      return {
        nodes: Array.from({ length: columns.nodes }, (_, node) => columns.rows.node(node)),
        edges: Array.from({ length: columns.edges }, (_, edge) => columns.rows.edge(edge)),
        facts,
        sources,
        diagnostics,
      };
    },
  };
}

/** Lists of objects are what is checked here; who wrote the file answers for the fields of a fact. */
function restOf(json: Uint8Array, offset: number): Rest {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(json);
  } catch {
    throw new SnapshotError(offset, 'the rest is not UTF-8, or too long');
  }
  const rest = parseObject(text, offset);
  for (const name of ['facts', 'sources', 'diagnostics']) {
    const list: unknown = Reflect.get(rest, name);
    if (!Array.isArray(list) || !list.every((one) => typeof one === 'object' && one !== null))
      throw new SnapshotError(offset, `the rest has no list of ${name}`);
  }
  return rest as Rest;
}
