import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import { incident } from './incident.ts';
import { countStarts, type WayQuestion } from './many-ways.ts';
import { Selector, type Selection, type Wanted } from './select.ts';
import { EDGE_CODE } from './tables.ts';
import { ways } from './ways.ts';

export type { Selection, Wanted } from './select.ts';
export type { WayQuestion } from './many-ways.ts';

/** Starts that lead to a target, nearest first, each with a way of the fewest links. */
export interface FoundWays {
  readonly starts: readonly NodeId[];
  edges(place: number): readonly EstateEdge[];
}

/** An edge by the places of its ends. */
export interface Act {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
}

/** By these a right that one holds is also held by the other. */
const HANDED_ON = ['HAS_PERMISSION_SET', 'MEMBER_OF'] as const satisfies readonly EdgeKind[];

/** Many questions of one estate at once: nodes are chosen by columns, and searches run from whole sets. */
export class Batch {
  private readonly columns: Columns;
  private readonly back: Csr;
  private readonly selector: Selector;
  private acted: ReadonlyMap<number, readonly number[]> | undefined;
  private into: Csr | undefined;
  private readonly handed: ReadonlySet<number>;
  private readonly held = new Map<number, readonly number[]>();

  constructor(columns: Columns, back: Csr) {
    this.columns = columns;
    this.back = back;
    this.selector = new Selector(columns);
    this.handed = new Set(HANDED_ON.map((kind) => EDGE_CODE.get(kind) ?? -1));
  }

  id(place: number): NodeId {
    return this.columns.rows.nodeId(place);
  }

  node(place: number): EstateNode {
    return this.columns.rows.node(place);
  }

  edge(edge: number): EstateEdge {
    return this.columns.rows.edge(edge);
  }

  select(wanted: Wanted): Selection {
    return this.selector.select(wanted);
  }

  /** How many starts lead to a target; see `countStarts` for starts that are targets. */
  count(questions: readonly WayQuestion[]): readonly number[] {
    return countStarts(this.back, questions);
  }

  /** At least `most` of the starts, where there are so many; all without it. */
  ways(question: WayQuestion, most?: number): FoundWays {
    const found = ways(this.back, question, most);
    return {
      starts: found.starts.map((place) => this.id(place)),
      edges: (at) => found.edges(found.starts[at] as number).map((edge) => this.edge(edge)),
    };
  }

  /** Edges of these kinds, in order. */
  acts(kinds: readonly EdgeKind[]): readonly Act[] {
    this.acted ??= this.actsByKind();
    const edges = kinds.flatMap((kind) => this.acted?.get(EDGE_CODE.get(kind) ?? -1) ?? []).sort((a, b) => a - b);
    const { from, to } = this.columns;
    return edges.map((edge) => ({ edge, from: from[edge] as number, to: to[edge] as number }));
  }

  /** Who has what the node has: itself, who holds it as a set of rights, members of groups that do. */
  holders(place: number): readonly number[] {
    let known = this.held.get(place);
    if (!known) this.held.set(place, (known = [...this.handedFrom(place).keys()].sort((a, b) => a - b)));
    return known;
  }

  /** The edges by which the holder has what the node has. */
  holding(holder: number, place: number): readonly EstateEdge[] {
    const parents = this.handedFrom(place);
    const edges: EstateEdge[] = [];
    for (let at = holder; at !== place;) {
      const edge = parents.get(at);
      if (edge === undefined) break;
      edges.push(this.edge(edge));
      at = this.columns.to[edge] as number;
    }
    return edges;
  }

  /** By holder: the edge that leads one nearer to the node; the node itself has none that counts. */
  private handedFrom(place: number): ReadonlyMap<number, number> {
    const { from, to, edgeKind } = this.columns;
    const into = (this.into ??= incident(this.columns, to));
    const parents = new Map<number, number>([[place, -1]]);
    for (const node of parents.keys())
      for (const edge of into.edge.subarray(into.start[node], into.start[node + 1])) {
        const holder = from[edge] as number;
        if (this.handed.has(edgeKind[edge] as number) && !parents.has(holder)) parents.set(holder, edge);
      }
    return parents;
  }

  private actsByKind(): ReadonlyMap<number, readonly number[]> {
    const lists = new Map<number, number[]>();
    this.columns.edgeKind.forEach((kind, edge) => {
      const known = lists.get(kind);
      if (known) known.push(edge);
      else lists.set(kind, [edge]);
    });
    return lists;
  }
}
