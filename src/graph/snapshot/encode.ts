import type { Estate, EstateEdge, EstateNode } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import { columnsOf, inOrder } from '../objects.ts';
import { encodeNames } from './codes.ts';
import { ABSENT, PLACE, type Tables } from './layout.ts';
import { StringPool } from './pool.ts';

const NODE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'name',
  'realm',
  'environment',
  'namespace',
  'evidence',
  'entry',
  'implied',
]);
const EDGE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'from',
  'to',
  'confidence',
  'precondition',
  'evidence',
]);

/** What a snapshot keeps beside nodes and edges, as JSON. `extra` is the caller's own: findings, options, a title. */
export interface Rest {
  readonly facts: Estate['facts'];
  readonly sources: Estate['sources'];
  readonly diagnostics: Estate['diagnostics'];
  readonly extra?: unknown;
}

export function tablesOf(estate: Estate, extra?: unknown, policies?: Uint8Array): Tables {
  const columns = columnsOf(estate);
  const nodes = inOrder(estate.nodes, 'nodes');
  const edges = inOrder(estate.edges, 'edges');
  const pool = new StringPool();
  const places = new Places(pool);
  const rest: Rest = {
    facts: estate.facts,
    sources: estate.sources,
    diagnostics: estate.diagnostics,
    ...(extra === undefined ? {} : { extra }),
  };
  const optional = (text: string | undefined): number => (text === undefined ? ABSENT : pool.put(text));
  const hashed = edges.every((edge) => /^e:[0-9a-f]{16}$/u.test(edge.id));
  const digits = (start: number): Uint32Array =>
    Uint32Array.from(hashed ? edges : [], (edge) => parseInt(edge.id.slice(start, start + 8), 16));
  const emore = Uint32Array.from(edges, (edge) => optional(otherFields(edge, EDGE_FIELDS)));
  return {
    names: encodeNames(),
    id: Uint32Array.from(nodes, (node) => pool.put(node.id)),
    kind: columns.kind,
    environ: columns.environment,
    tier: columns.tier,
    entry: columns.entry,
    implied: Uint8Array.from(nodes, (node) => (node.implied ? 1 : 0)),
    name: Uint32Array.from(nodes, (node) => pool.put(node.name)),
    realm: Uint32Array.from(nodes, (node) => pool.put(node.realm)),
    space: Uint32Array.from(nodes, (node) => optional(node.namespace)),
    more: Uint32Array.from(nodes, (node) => optional(otherFields(node, NODE_FIELDS))),
    seen: places.add(nodes),
    from: columns.from,
    to: columns.to,
    ekind: columns.edgeKind,
    trust: columns.confidence,
    given: Uint32Array.from(edges, (edge) => optional(edge.precondition)),
    idHigh: digits(2),
    idLow: digits(10),
    idText: Uint32Array.from(hashed ? [] : edges, (edge) => pool.put(edge.id)),
    emore: emore.every((reference) => reference === ABSENT) ? new Uint32Array(0) : emore,
    eseen: places.add(edges),
    ...places.columns(),
    rest: new TextEncoder().encode(JSON.stringify(rest)),
    ...(policies ? { policies } : {}),
    ...pool.tables(),
  };
}

/** JSON of the fields without a column: what a later version adds to a node is kept without a new format. */
function otherFields(row: EstateNode | EstateEdge, columns: ReadonlySet<string>): string | undefined {
  const others = Object.entries(row).filter(([name, value]) => !columns.has(name) && value !== undefined);
  return others.length === 0 ? undefined : JSON.stringify(Object.fromEntries(others));
}

class Places {
  private readonly kinds: number[] = [];
  private readonly where: number[] = [];
  private readonly at: number[] = [];
  private readonly pool: StringPool;

  constructor(pool: StringPool) {
    this.pool = pool;
  }

  /** Appends the places of these rows; returns where each row's start, and the end. */
  add(rows: readonly { readonly evidence: readonly Evidence[] }[]): Uint32Array {
    const starts = new Uint32Array(rows.length + 1);
    rows.forEach((row, place) => {
      starts[place] = this.kinds.length;
      for (const one of row.evidence) this.put(one);
    });
    starts[rows.length] = this.kinds.length;
    return starts;
  }

  columns(): { place: Uint8Array; where: Uint32Array; at: Uint32Array } {
    return { place: Uint8Array.from(this.kinds), where: Uint32Array.from(this.where), at: Uint32Array.from(this.at) };
  }

  private put(one: Evidence): void {
    const plain = Object.keys(one).length === 2;
    if (plain && 'file' in one && one.line >>> 0 === one.line) this.push(PLACE.file, this.pool.put(one.file), one.line);
    else if (plain && 'object' in one && typeof one.at === 'string')
      this.push(PLACE.object, this.pool.put(one.object), this.pool.put(one.at));
    else this.push(PLACE.json, this.pool.put(JSON.stringify(one)), 0);
  }

  private push(kind: number, where: number, at: number): void {
    this.kinds.push(kind);
    this.where.push(where);
    this.at.push(at);
  }
}
