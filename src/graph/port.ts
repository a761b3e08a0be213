import type { Batch } from './batch.ts';
import type { Confidence } from '../model/evidence.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { Places } from './places.ts';
import type { Stakes } from './stakes.ts';

/** What identity reaches which jewel, how: one row of the ranked exposure. */
export interface Exposure {
  readonly identity: NodeId;
  readonly jewel: NodeId;
  readonly score: number;
  readonly terms: {
    readonly tier: number;
    readonly environment: number;
    readonly cost: number;
    readonly proof: number;
  };
}

/** The same rows without an object each: a large estate has millions. Best score first; ties by identity, then jewel. */
export interface ExposureColumns extends Iterable<Exposure> {
  readonly length: number;
  /** Makes one row; a RangeError outside 0 to length - 1. */
  row(place: number): Exposure;
}

export interface Path {
  readonly edges: readonly EstateEdge[];
  readonly cost: number;
  /** Of the weakest link. */
  readonly confidence: Confidence;
}

export interface Reach {
  /** Reachable nodes, the start not counted. */
  readonly nodes: number;
  /** Reachable jewels, highest tier first, then nearest. */
  readonly jewels: readonly NodeId[];
}

export interface WhatIf {
  readonly removed: readonly EstateEdge[];
  /** (source, jewel) pairs no longer reachable. Sources are identities and entry points. */
  readonly closed: readonly { readonly source: NodeId; readonly jewel: NodeId }[];
  readonly before: number;
  readonly after: number;
}

export interface Change {
  readonly edge: EstateEdge;
  readonly closes: number;
}

/** The estate as a graph. Only edges whose kind carries are walked; nothing is capped. */
export interface EstateGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  node(id: NodeId): EstateNode | undefined;
  edge(id: string): EstateEdge | undefined;
  /** All nodes, in id order. */
  nodes(): Iterable<EstateNode>;
  edges(): Iterable<EstateEdge>;
  outgoing(id: NodeId): readonly EstateEdge[];
  incoming(id: NodeId): readonly EstateEdge[];
  /** Every identity's exposure, best score first. Exact. */
  exposure(): readonly Exposure[];
  /** The same, lazily; computed once. */
  exposureColumns(): ExposureColumns;
  /** Sum of (source, jewel) pairs, sources being identities and entry points. */
  pairs(): number;
  reach(id: NodeId): Reach;
  /** The jewels of the highest tier that it is or reaches. No search: ask it of many. */
  stakes(id: NodeId): Stakes;
  /** Ids of reachable nodes with their least cost. */
  reachable(id: NodeId): ReadonlyMap<NodeId, number>;
  /** Ids of nodes that reach this one with their least cost. */
  reachedBy(id: NodeId): ReadonlyMap<NodeId, number>;
  /** Fewest attack steps; ties by cost, then by id. */
  shortest(from: NodeId, to: NodeId): Path | undefined;
  /** Least cost; ties by steps, then by confidence, then by id. */
  cheapest(from: NodeId, to: NodeId): Path | undefined;
  /** Least cost to any of the targets. */
  cheapestToAny(from: NodeId, to: ReadonlySet<NodeId>): Path | undefined;
  whatIf(edges: readonly string[]): WhatIf;
  /** Edges by how many (source, jewel) pairs vanish when each alone is removed, most first; only those that close at least one. Exact. */
  changes(): readonly Change[];
  /** For many questions at once, from sets of nodes to sets of nodes. */
  batch(): Batch;
  /** For walks over many edges of which few are shown. */
  places(): Places;
}
