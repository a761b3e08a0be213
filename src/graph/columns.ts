import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { EndsAhead } from './incident.ts';

/** The nodes and edges themselves, made on request: two million edges from a snapshot never become two million objects. */
export interface Rows {
  nodeId(node: number): NodeId;
  /** -1 when there is none. */
  findNode(id: NodeId): number;
  node(node: number): EstateNode;
  /** One word of the node, without making the rest of it. */
  word(node: number, field: 'realm' | 'namespace' | 'name'): string | undefined;
  /** True when the node says nothing but what the columns say. Without it, nodes must be looked at. */
  plain?(node: number): boolean;
  edgeId(edge: number): string;
  /** -1 when there is none. */
  findEdge(id: string): number;
  edge(edge: number): EstateEdge;
}

/**
 * An estate in columns: what searches read. Nodes and edges stand in id order (UTF-16 code units, as `<` compares strings), so that a
 * comparison of positions is a comparison of ids; every tie in this room is broken by position. Reads that are in range by
 * construction are written `as number` throughout the room: a check per read would double the time of the searches.
 */
export interface Columns {
  readonly nodes: number;
  readonly edges: number;
  /** By node: place in NODE_KINDS. */
  readonly kind: Uint8Array;
  /** By node: place in ENVIRONMENTS. */
  readonly environment: Uint8Array;
  /** By node: tier of the jewel, 0 when it is none. */
  readonly tier: Uint8Array;
  /** By node: 0, or 1 + place in ENTRY_KINDS. */
  readonly entry: Uint8Array;
  /** By edge: node at the start and at the end. Always below `nodes`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By edge: place in EDGE_KIND_NAMES. */
  readonly edgeKind: Uint8Array;
  /** By edge: place in CONFIDENCES. */
  readonly confidence: Uint8Array;
  readonly rows: Rows;
  readonly ends?: EndsAhead;
}
