import { ENTRY_KINDS, ENVIRONMENTS } from '../model/kinds.ts';
import type { Estate, EstateEdge, EstateNode } from '../model/estate.ts';
import { isInOrder } from '../model/edge-order.ts';
import type { Columns, Rows } from './columns.ts';
import { CONFIDENCES, EDGE_CODE, NODE_CODE } from './tables.ts';

/** Columns over an estate of objects. Input order does not matter; two nodes or edges of one id, or an edge without its end, are refused. */
export function columnsOf(estate: Pick<Estate, 'nodes' | 'edges'>): Columns {
  const nodes = inOrder(estate.nodes, 'nodes');
  const edges = inOrder(estate.edges, 'edges');
  const rows = new ObjectRows(nodes, edges);
  const columns = {
    nodes: nodes.length,
    edges: edges.length,
    kind: new Uint8Array(nodes.length),
    environment: new Uint8Array(nodes.length),
    tier: new Uint8Array(nodes.length),
    entry: new Uint8Array(nodes.length),
    from: new Uint32Array(edges.length),
    to: new Uint32Array(edges.length),
    edgeKind: new Uint8Array(edges.length),
    confidence: new Uint8Array(edges.length),
    rows,
  };
  nodes.forEach((node, place) => {
    columns.kind[place] = codeOf(NODE_CODE, node.kind);
    columns.environment[place] = ENVIRONMENTS.indexOf(node.environment);
    columns.tier[place] = node.jewel?.tier ?? 0;
    columns.entry[place] = node.entry ? ENTRY_KINDS.indexOf(node.entry) + 1 : 0;
  });
  edges.forEach((edge, place) => {
    columns.from[place] = rows.end(edge, edge.from);
    columns.to[place] = rows.end(edge, edge.to);
    columns.edgeKind[place] = codeOf(EDGE_CODE, edge.kind);
    columns.confidence[place] = CONFIDENCES.indexOf(edge.confidence);
  });
  return columns;
}

class ObjectRows implements Rows {
  private readonly places = new Map<string, number>();
  private readonly all: readonly EstateNode[];
  private readonly links: readonly EstateEdge[];

  constructor(all: readonly EstateNode[], links: readonly EstateEdge[]) {
    this.all = all;
    this.links = links;
    all.forEach((node, place) => this.places.set(node.id, place));
  }

  end(edge: EstateEdge, id: string): number {
    const place = this.places.get(id);
    if (place === undefined) throw new RangeError(`edge ${edge.id} has an unknown end ${id}`);
    return place;
  }

  nodeId(node: number): string {
    return this.node(node).id;
  }

  findNode(id: string): number {
    return this.places.get(id) ?? -1;
  }

  node(node: number): EstateNode {
    return this.all[node] as EstateNode;
  }

  word(node: number, field: 'realm' | 'namespace' | 'name'): string | undefined {
    return this.node(node)[field];
  }

  edgeId(edge: number): string {
    return this.edge(edge).id;
  }

  findEdge(id: string): number {
    // They are in order: a search of twenty steps needs no table of every edge.
    let low = 0;
    let high = this.links.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.edge(middle).id < id) low = middle + 1;
      else high = middle;
    }
    return this.links[low]?.id === id ? low : -1;
  }

  edge(edge: number): EstateEdge {
    return this.links[edge] as EstateEdge;
  }
}

function codeOf(codes: ReadonlyMap<string, number>, name: string): number {
  const code = codes.get(name);
  if (code === undefined) throw new RangeError(`unknown kind ${name}`);
  return code;
}

/** A sorted copy, or the list itself when it is in order already. */
export function inOrder<T extends { readonly id: string }>(list: readonly T[], what: string): readonly T[] {
  if (isInOrder(list)) return list;
  const ordered = list.every((one, place) => place === 0 || (list[place - 1] as T).id < one.id);
  if (ordered) return list;
  const sorted = [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  sorted.forEach((one, place) => {
    if (place > 0 && (sorted[place - 1] as T).id === one.id) throw new RangeError(`two ${what} have the id ${one.id}`);
  });
  return sorted;
}
