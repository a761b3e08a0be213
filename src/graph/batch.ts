import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { NODE_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import { edgesInto, type Into } from './into.ts';
import { mayLead } from './many-ways.ts';
import { Selector, type Selection, type Wanted } from './select.ts';
import { EDGE_CODE } from './tables.ts';
import { WaySearch, type Way, type WayQuestion } from './ways.ts';

export type { Selection, Wanted } from './select.ts';
export type { Way, WayQuestion } from './ways.ts';

/** An edge by the places of its ends. */
export interface Act {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
}

/** By these a right that one holds is also held by the other. */
const HANDED_ON = ['HAS_PERMISSION_SET', 'MEMBER_OF'] as const satisfies readonly EdgeKind[];

/** Edges that one question may look at before it waits to be swept together with others. */
const BUDGET = 20_000;

/** Many questions of one estate at once: nodes are chosen by columns, and searches run from whole sets. */
export class Batch {
  private readonly columns: Columns;
  private readonly into: Into;
  private readonly selector: Selector;
  private searcher: WaySearch | undefined;
  private readonly handed: ReadonlySet<number>;
  private readonly held = new Map<number, readonly number[]>();

  constructor(columns: Columns) {
    this.columns = columns;
    this.into = edgesInto(columns);
    this.selector = new Selector(columns);
    this.handed = new Set(HANDED_ON.map((kind) => EDGE_CODE.get(kind) ?? -1));
  }

  id(place: number): NodeId {
    return this.columns.rows.nodeId(place);
  }

  node(place: number): EstateNode {
    return this.columns.rows.node(place);
  }

  kind(place: number): NodeKind | undefined {
    return NODE_KINDS[this.columns.kind[place] as number];
  }

  edge(edge: number): EstateEdge {
    return this.columns.rows.edge(edge);
  }

  /** The node says something for which there is no column. */
  says(place: number): boolean {
    return this.columns.rows.plain?.(place) !== true;
  }

  select(wanted: Wanted): Selection {
    return this.selector.select(wanted);
  }

  /**
   * For each question one way, of the nearest start, or none. Most are answered close to their targets; the others are swept together
   * first, so that a no costs a 32nd of a walk through everything.
   */
  firstWays(questions: readonly WayQuestion[]): readonly (Way | undefined)[] {
    const search = (this.searcher ??= new WaySearch(this.columns, this.into));
    const tried = questions.map((question) => search.search(question, 1, BUDGET));
    const open = questions.filter((_, at) => tried[at]?.complete === false);
    const lead = mayLead(this.columns, this.into, open);
    const far = new Set(open.filter((_, at) => lead[at]));
    return questions.map((question, at) => (far.has(question) ? search.search(question, 1) : tried[at])?.ways[0]);
  }

  /** Every start that leads to a target, nearest first. */
  allWays(question: WayQuestion): readonly Way[] {
    return (this.searcher ??= new WaySearch(this.columns, this.into)).search(question).ways;
  }

  /** Edges of these kinds, in order; with targets those that end in one, by target. */
  acts(kinds: readonly EdgeKind[], to?: Selection): readonly Act[] {
    const codes = new Set(kinds.map((kind) => EDGE_CODE.get(kind) ?? -1));
    const { from, to: ends, edgeKind, edges } = this.columns;
    const found: Act[] = [];
    const look = (edge: number): void => {
      if (codes.has(edgeKind[edge] as number))
        found.push({ edge, from: from[edge] as number, to: ends[edge] as number });
    };
    if (to) for (const place of to) this.ending(place).forEach(look);
    else for (let edge = 0; edge < edges; edge++) look(edge);
    return found;
  }

  /** Edges of one kind that end there, with the places that they come from. */
  comingBy(kinds: readonly EdgeKind[], place: number): readonly number[] {
    const codes = kinds.map((kind) => EDGE_CODE.get(kind) ?? -1);
    const { from, edgeKind } = this.columns;
    return Array.from(this.ending(place))
      .filter((edge) => codes.includes(edgeKind[edge] as number))
      .map((edge) => from[edge] as number);
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
    const { from, edgeKind } = this.columns;
    const parents = new Map<number, number>([[place, -1]]);
    for (const node of parents.keys())
      for (const edge of this.ending(node)) {
        const holder = from[edge] as number;
        if (this.handed.has(edgeKind[edge] as number) && !parents.has(holder)) parents.set(holder, edge);
      }
    return parents;
  }

  private ending(place: number): Uint32Array {
    return this.into.edge.subarray(this.into.start[place], this.into.start[place + 1]);
  }
}
