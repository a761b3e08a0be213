import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { NODE_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import type { Ends } from './incident.ts';
import { EDGE_KIND_NAMES } from './tables.ts';

/** Nodes and edges by their places in id order: for walks that look at thousands of edges and show a few. */
export class Places {
  private readonly columns: Columns;
  private readonly ends: Ends;

  constructor(columns: Columns, ends: Ends) {
    this.columns = columns;
    this.ends = ends;
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

  isEntry(place: number): boolean {
    return this.columns.entry[place] !== 0;
  }

  /** Edges that end there, walked or not, in order. */
  into(place: number): Uint32Array {
    const { start, edge } = this.ends.into;
    return edge.subarray(start[place], start[place + 1]);
  }

  /** Edges that start there. */
  out(place: number): Uint32Array {
    const { start, edge } = this.ends.out;
    return edge.subarray(start[place], start[place + 1]);
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
