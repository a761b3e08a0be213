import { Buffer } from 'node:buffer';
import type { EstateEdge, EstateNode } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import { ENTRY_KINDS, ENVIRONMENTS, NODE_KINDS } from '../../model/kinds.ts';
import type { Columns, Rows } from '../columns.ts';
import { CONFIDENCES, EDGE_KIND_NAMES } from '../tables.ts';
import { checkIdOrder } from './check.ts';
import { SnapshotError } from './error.ts';
import { ABSENT, PLACE, type Tables } from './layout.ts';
import type { Opened } from './open.ts';
import type { Strings } from './strings.ts';

/** One edge id at a time: `toString(16)` of a number above 2^31 is twenty times slower. */
const DIGITS = Buffer.alloc(8);
const ID = new DataView(DIGITS.buffer, DIGITS.byteOffset, DIGITS.byteLength);

/** Nodes and edges of a snapshot, made one at a time from checked tables. */
export class SnapshotRows implements Rows {
  private readonly tables: Tables;
  private readonly offsetOf: Opened['offsetOf'];
  private readonly strings: Strings;
  private readonly codes: Omit<Columns, 'rows'>;
  private readonly checkOrder: () => void;
  private ordered = false;

  constructor(opened: Opened, strings: Strings, codes: Omit<Columns, 'rows'>) {
    this.tables = opened.tables;
    this.offsetOf = opened.offsetOf;
    this.checkOrder = () => {
      checkIdOrder(opened);
    };
    this.strings = strings;
    this.codes = codes;
  }

  nodeId(node: number): string {
    return this.strings.get(this.tables.id[node] as number);
  }

  findNode(id: string): number {
    return search(this.codes.nodes, (place) => order(this.nodeId(place), id));
  }

  plain(node: number): boolean {
    return this.tables.more[node] === ABSENT;
  }

  node(node: number): EstateNode {
    const { tables, strings, codes } = this;
    const space = tables.space[node] as number;
    const entry = ENTRY_KINDS[(codes.entry[node] as number) - 1];
    const more = this.more(tables.more, node, 'more');
    // Searches go by the column; a node that says otherwise of itself would be shown as what it was not judged as.
    if (tierIn(more) !== codes.tier[node])
      throw new SnapshotError(this.offsetOf('tier') + node, 'a jewel whose tier is not that of its column');
    return {
      ...more,
      id: this.nodeId(node),
      kind: NODE_KINDS[codes.kind[node] as number] as EstateNode['kind'],
      name: strings.get(tables.name[node] as number),
      realm: strings.get(tables.realm[node] as number),
      environment: ENVIRONMENTS[codes.environment[node] as number] as EstateNode['environment'],
      evidence: this.evidence(tables.seen[node] as number, tables.seen[node + 1] as number),
      ...(space === ABSENT ? {} : { namespace: strings.get(space) }),
      ...(entry ? { entry } : {}),
      ...(tables.implied[node] === 0 ? {} : { implied: true as const }),
    };
  }

  word(node: number, field: 'realm' | 'namespace' | 'name'): string | undefined {
    const { realm, space, name } = this.tables;
    const column = field === 'realm' ? realm : field === 'namespace' ? space : name;
    const reference = column[node] as number;
    return reference === ABSENT ? undefined : this.strings.get(reference);
  }

  edgeId(edge: number): string {
    const { idText, idHigh, idLow } = this.tables;
    if (idText.length > 0) return this.strings.get(idText[edge] as number);
    ID.setUint32(0, idHigh[edge] as number);
    ID.setUint32(4, idLow[edge] as number);
    return `e:${DIGITS.toString('hex')}`;
  }

  findEdge(id: string): number {
    if (!this.ordered) this.checkOrder();
    this.ordered = true;
    return search(this.codes.edges, (place) => order(this.edgeId(place), id));
  }

  edge(edge: number): EstateEdge {
    const { tables, strings, codes } = this;
    const given = tables.given[edge] as number;
    const id = this.edgeId(edge);
    const kind = EDGE_KIND_NAMES[codes.edgeKind[edge] as number] as EstateEdge['kind'];
    const from = this.nodeId(tables.from[edge] as number);
    const to = this.nodeId(tables.to[edge] as number);
    const confidence = CONFIDENCES[codes.confidence[edge] as number] as EstateEdge['confidence'];
    const precondition = given === ABSENT ? undefined : strings.checked(given, this.offsetOf('given') + edge * 4);
    const evidence = this.evidence(tables.eseen[edge] as number, tables.eseen[edge + 1] as number);
    // Thousands are made for one answer: an object that is written out is made at once, one that is spread together field by field.
    const made =
      precondition === undefined
        ? { id, kind, from, to, confidence, evidence }
        : { id, kind, from, to, confidence, precondition, evidence };
    return tables.emore.length === 0 ? made : { ...this.more(tables.emore, edge, 'emore'), ...made };
  }

  private more(column: Uint32Array, place: number, section: 'more' | 'emore'): object {
    const reference = column[place] as number;
    return reference === ABSENT ? {} : this.strings.json(reference, this.offsetOf(section) + place * 4);
  }

  private evidence(from: number, to: number): readonly Evidence[] {
    const { tables, strings } = this;
    const found: Evidence[] = [];
    for (let i = from; i < to; i++) {
      const where = strings.checked(tables.where[i] as number, this.offsetOf('where') + i * 4);
      const at = tables.at[i] as number;
      const kind = tables.place[i] as number;
      if (kind === PLACE.file) found.push({ file: where, line: at });
      else if (kind === PLACE.object)
        found.push({ object: where, at: strings.checked(at, this.offsetOf('at') + i * 4) });
      else if (kind === PLACE.json)
        found.push(strings.json(tables.where[i] as number, this.offsetOf('where') + i * 4) as Evidence);
      else throw new SnapshotError(this.offsetOf('place') + i, 'no such kind of place');
    }
    return found;
  }
}

function tierIn(more: object): unknown {
  const jewel: unknown = 'jewel' in more ? more.jewel : undefined;
  return typeof jewel === 'object' && jewel !== null && 'tier' in jewel ? jewel.tier : 0;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Place where `compare` is 0 in rising order, or -1. */
function search(count: number, compare: (place: number) => number): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const way = compare(middle);
    if (way === 0) return middle;
    if (way < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
