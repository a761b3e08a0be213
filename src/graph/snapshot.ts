import { Buffer } from 'node:buffer';
import type { Estate } from '../model/estate.ts';
import type { Columns } from './columns.ts';
import { checkTables } from './snapshot/check.ts';
import { recoder } from './snapshot/codes.ts';
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
 * `digest` may know their SHA-256 (of all but the checksum) already; it is asked last, so that it may be made meanwhile. `ends` may
 * have been made of the same bytes.
 */
export function decodeSnapshot(
  bytes: Uint8Array,
  digest?: () => Uint8Array | undefined,
  ends?: Columns['ends'],
): Snapshot {
  const opened = openTables(bytes);
  try {
    return checked(opened, ends);
  } finally {
    // What is damaged is told as damaged, whatever else is wrong with it.
    checkSum(bytes, digest?.());
  }
}

function checked(opened: Opened, ends: Columns['ends']): Snapshot {
  const { tables, offsetOf } = opened;
  const strings = new Strings(tables);
  checkTables(opened, strings);
  const recode = recoder(tables.names, offsetOf('names'));
  const codes = {
    nodes: tables.id.length,
    edges: tables.from.length,
    kind: recode('nodeKinds', tables.kind, offsetOf('kind')),
    environment: recode('environments', tables.environ, offsetOf('environ')),
    tier: tables.tier,
    entry: recode('entries', tables.entry, offsetOf('entry'), true),
    from: tables.from,
    to: tables.to,
    edgeKind: recode('edgeKinds', tables.ekind, offsetOf('ekind')),
    confidence: recode('confidences', tables.trust, offsetOf('trust')),
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
