import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { Change, EstateGraph, Exposure, ExposureColumns, Path, Reach, WhatIf } from './port.ts';
import { Batch } from './batch.ts';
import type { Columns } from './columns.ts';
import { changes, type Closing } from './changes.ts';
import { closure, type Closure } from './closure.ts';
import { csr, NOT_WALKED, stepsOf, type Csr } from './csr.ts';
import { exposure, nodesWhere } from './exposure.ts';
import { findHub, type Hub } from './hub.ts';
import { Ends, type Incident } from './incident.ts';
import { leastCosts, LocalCosts, UNREACHED } from './dial.ts';
import { bestPath, type Measure } from './paths.ts';
import { Places } from './places.ts';
import { StakeTable, type Stakes } from './stakes.ts';
import { CONFIDENCES, COSTS, IDENTITIES } from './tables.ts';
import { closedBy } from './whatif.ts';

const BEST_FIRST: readonly number[] = [2, 1, 0];
const ANY: readonly number[] = [0];
const NOTHING_AT_STAKE: Stakes = { tier: 0, jewels: [] };

/** An estate as a graph over columns. Indexes are made when first asked for and kept; columns are never changed. */
export class ColumnGraph implements EstateGraph {
  private readonly columns: Columns;
  private readonly ends: Ends;
  private made: {
    steps?: Uint8Array;
    sources?: Uint32Array;
    jewels?: Uint32Array;
    forward?: Csr;
    back?: Csr;
    near?: LocalCosts;
    closure?: Closure;
    exposure?: ExposureColumns;
    changes?: readonly Closing[];
    jewelAt?: Int32Array;
    hub?: Hub;
    pairs?: number;
    batch?: Batch;
    places?: Places;
    stakes?: StakeTable;
  } = {};

  constructor(columns: Columns) {
    this.columns = columns;
    this.ends = new Ends(columns);
  }

  get nodeCount(): number {
    return this.columns.nodes;
  }

  get edgeCount(): number {
    return this.columns.edges;
  }

  node(id: NodeId): EstateNode | undefined {
    const node = this.columns.rows.findNode(id);
    return node < 0 ? undefined : this.columns.rows.node(node);
  }

  edge(id: string): EstateEdge | undefined {
    const edge = this.columns.rows.findEdge(id);
    return edge < 0 ? undefined : this.columns.rows.edge(edge);
  }

  *nodes(): Iterable<EstateNode> {
    for (let node = 0; node < this.columns.nodes; node++) yield this.columns.rows.node(node);
  }

  *edges(): Iterable<EstateEdge> {
    for (let edge = 0; edge < this.columns.edges; edge++) yield this.columns.rows.edge(edge);
  }

  outgoing(id: NodeId): readonly EstateEdge[] {
    return this.beside(id, this.ends.out);
  }

  incoming(id: NodeId): readonly EstateEdge[] {
    return this.beside(id, this.ends.into);
  }

  exposureColumns(): ExposureColumns {
    return (this.made.exposure ??= exposure(this.columns, this.back));
  }

  exposure(): readonly Exposure[] {
    return [...this.exposureColumns()];
  }

  pairs(): number {
    return (this.made.pairs ??= this.countPairs());
  }

  reach(id: NodeId): Reach {
    const start = this.columns.rows.findNode(id);
    if (start < 0) return { nodes: 0, jewels: [] };
    const { costs, reached } = (this.made.near ??= new LocalCosts(this.forward)).from(start);
    const { tier } = this.columns;
    const jewels = Array.from(reached.filter((node) => tier[node] !== 0 && node !== start));
    jewels.sort(
      (a, b) => (tier[b] as number) - (tier[a] as number) || (costs[a] as number) - (costs[b] as number) || a - b,
    );
    return { nodes: reached.length - 1, jewels: jewels.map((jewel) => this.columns.rows.nodeId(jewel)) };
  }

  stakes(id: NodeId): Stakes {
    const node = this.columns.rows.findNode(id);
    if (node < 0) return NOTHING_AT_STAKE;
    return (this.made.stakes ??= new StakeTable(this.columns, this.closure, this.jewels)).at(node);
  }

  reachable(id: NodeId): ReadonlyMap<NodeId, number> {
    return this.costsFrom(id, this.forward);
  }

  reachedBy(id: NodeId): ReadonlyMap<NodeId, number> {
    return this.costsFrom(id, this.back);
  }

  shortest(from: NodeId, to: NodeId): Path | undefined {
    return this.path(from, [to], 'steps', ANY);
  }

  cheapest(from: NodeId, to: NodeId): Path | undefined {
    return this.path(from, [to], 'cost', BEST_FIRST);
  }

  cheapestToAny(from: NodeId, to: ReadonlySet<NodeId>): Path | undefined {
    return this.path(from, to, 'cost', BEST_FIRST);
  }

  /** A RangeError for an id that is no edge of this estate: a removal that removes nothing would look like a fix that does not help. */
  whatIf(ids: readonly string[]): WhatIf {
    const { rows } = this.columns;
    const edges = [...new Set(ids)].map((id) => {
      const edge = rows.findEdge(id);
      if (edge < 0) throw new RangeError(`no edge ${id}`);
      return edge;
    });
    const { forward, back, sources, jewels } = this;
    const closed = closedBy(
      {
        columns: this.columns,
        forward,
        back,
        sources,
        jewels,
        closure: this.closure,
        jewelAt: this.jewelAt,
        hub: () => (this.made.hub ??= findHub(this.columns, back, this.closure.components)),
      },
      edges.filter((edge) => this.steps[edge] !== NOT_WALKED),
    );
    const before = this.pairs();
    const pair = (source: number, at: number): { source: NodeId; jewel: NodeId } => ({
      source: rows.nodeId(sources[source] as number),
      jewel: rows.nodeId(jewels[closed.jewel[at] as number] as number),
    });
    return {
      removed: edges.map((edge) => rows.edge(edge)),
      closed: Array.from(closed.source, pair),
      before,
      after: before - closed.source.length,
    };
  }

  changes(): readonly Change[] {
    this.made.changes ??= changes(this.columns, this.steps, this.forward, this.sources, this.jewels);
    return this.made.changes.map(({ edge, closes }) => ({ edge: this.columns.rows.edge(edge), closes }));
  }

  batch(): Batch {
    return (this.made.batch ??= new Batch(this.columns, this.ends));
  }

  places(): Places {
    return (this.made.places ??= new Places(this.columns, this.ends));
  }

  private get steps(): Uint8Array {
    return (this.made.steps ??= stepsOf(this.columns));
  }

  private get jewels(): Uint32Array {
    const { tier } = this.columns;
    return (this.made.jewels ??= nodesWhere(this.columns, (node) => tier[node] !== 0));
  }

  private get sources(): Uint32Array {
    const { kind, entry } = this.columns;
    const isSource = (node: number): boolean => IDENTITIES[kind[node] as number] === 1 || entry[node] !== 0;
    return (this.made.sources ??= nodesWhere(this.columns, isSource));
  }

  private get forward(): Csr {
    const { nodes, from, to } = this.columns;
    return (this.made.forward ??= csr(nodes, from, to, this.steps));
  }

  private get back(): Csr {
    const { nodes, from, to } = this.columns;
    return (this.made.back ??= csr(nodes, to, from, this.steps));
  }

  private get closure(): Closure {
    return (this.made.closure ??= closure(this.forward, this.jewels));
  }

  private get jewelAt(): Int32Array {
    if (this.made.jewelAt) return this.made.jewelAt;
    const places = new Int32Array(this.columns.nodes).fill(-1);
    this.jewels.forEach((node, place) => (places[node] = place));
    return (this.made.jewelAt = places);
  }

  private countPairs(): number {
    const { components, reach, sets } = this.closure;
    const sizes = new Map<number, number>();
    let total = 0;
    for (const source of this.sources) {
      const set = reach[components.of[source] as number] as number;
      const size = sizes.get(set) ?? sets.count(set);
      sizes.set(set, size);
      // A jewel stands in its own set; a pair has two ends.
      total += size - (this.columns.tier[source] === 0 ? 0 : 1);
    }
    return total;
  }

  private beside(id: NodeId, links: Incident): readonly EstateEdge[] {
    const node = this.columns.rows.findNode(id);
    if (node < 0) return [];
    const found: EstateEdge[] = [];
    const end = links.start[node + 1] as number;
    for (let at = links.start[node] as number; at < end; at++)
      found.push(this.columns.rows.edge(links.edge[at] as number));
    return found;
  }

  /** Least costs from a node; valid until the next search. */
  private ahead(start: number): Int32Array {
    return (this.made.near ??= new LocalCosts(this.forward)).from(start).costs;
  }

  private costsFrom(id: NodeId, links: Csr): ReadonlyMap<NodeId, number> {
    const found = new Map<NodeId, number>();
    const start = this.columns.rows.findNode(id);
    if (start < 0) return found;
    leastCosts(links, [start]).forEach((cost, node) => {
      if (cost !== UNREACHED && node !== start) found.set(this.columns.rows.nodeId(node), cost);
    });
    return found;
  }

  private path(from: NodeId, to: Iterable<NodeId>, measure: Measure, thresholds: readonly number[]): Path | undefined {
    const { rows, edgeKind, confidence } = this.columns;
    const start = rows.findNode(from);
    const targets = new Set([...to].map((id) => rows.findNode(id)).filter((node) => node >= 0));
    if (start < 0 || targets.size === 0) return undefined;
    const edges = bestPath(
      this.columns,
      this.forward,
      this.back,
      start,
      targets,
      measure,
      thresholds,
      this.ahead(start),
    );
    if (!edges) return undefined;
    const weakest = edges.reduce((least, edge) => Math.min(least, confidence[edge] as number), CONFIDENCES.length - 1);
    return {
      edges: edges.map((edge) => rows.edge(edge)),
      cost: edges.reduce((sum, edge) => sum + (COSTS[edgeKind[edge] as number] as number), 0),
      confidence: CONFIDENCES[weakest] ?? 'possible',
    };
  }
}
