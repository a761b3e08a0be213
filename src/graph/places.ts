import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { NODE_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import { chained, type Ends } from './incident.ts';
import { EDGE_CODE, EDGE_KIND_NAMES } from './tables.ts';

/** Nodes and edges by their places in id order: for walks that look at thousands of edges and show a few. */
export class Places {
  private readonly columns: Columns;
  private readonly ends: Ends;

  constructor(columns: Columns, ends: Ends) {
    this.columns = columns;
    this.ends = ends;
  }

  /** All nodes by their places, in id order. */
  *all(): Iterable<number> {
    for (let place = 0; place < this.columns.nodes; place++) yield place;
  }

  /** -1 when there is none. */
  find(id: NodeId): number {
    return this.columns.rows.findNode(id);
  }

  id(place: number): NodeId {
    return this.columns.rows.nodeId(place);
  }

  node(place: number): EstateNode {
    return this.columns.rows.node(place);
  }

  kind(place: number): NodeKind {
    return NODE_KINDS[this.columns.kind[place] as number] as NodeKind;
  }

  /** The node says something for which there is no column: only then is it worth making. */
  says(place: number): boolean {
    return this.columns.rows.plain?.(place) !== true;
  }

  realm(place: number): string {
    return this.columns.rows.word(place, 'realm') ?? '';
  }

  isEntry(place: number): boolean {
    return this.columns.entry[place] !== 0;
  }

  /** Edges that end there, walked or not, in order. */
  into(place: number): readonly number[] {
    return chained(this.ends.chainInto, place);
  }

  /** Edges that start there. */
  out(place: number): readonly number[] {
    return chained(this.ends.chainOut, place);
  }

  /** Edges of these kinds, in order. */
  edgesOf(kinds: readonly EdgeKind[]): readonly number[] {
    const { edges, edgeKind } = this.columns;
    const wanted = new Uint8Array(256);
    for (const kind of kinds) wanted[EDGE_CODE.get(kind) ?? 255] = 1;
    const found: number[] = [];
    for (let edge = 0; edge < edges; edge++) if (wanted[edgeKind[edge] as number] === 1) found.push(edge);
    return found;
  }

  from(edge: number): number {
    return this.columns.from[edge] as number;
  }

  to(edge: number): number {
    return this.columns.to[edge] as number;
  }

  kindOf(edge: number): EdgeKind {
    return EDGE_KIND_NAMES[this.columns.edgeKind[edge] as number] as EdgeKind;
  }

  edge(edge: number): EstateEdge {
    return this.columns.rows.edge(edge);
  }
}
