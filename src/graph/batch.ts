import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { NODE_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import type { Ends } from './incident.ts';
import { mayLead } from './many-ways.ts';
import { MeetSearch } from './meet.ts';
import { Selector, type Selection, type Wanted } from './select.ts';
import { EDGE_CODE, EDGE_KIND_NAMES } from './tables.ts';
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
const HANDED_ON: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['HAS_PERMISSION_SET', 'MEMBER_OF']);
const HANDED = Uint8Array.from(EDGE_KIND_NAMES, (kind) => (HANDED_ON.has(kind) ? 1 : 0));

/** Edges that one question may look at close to its targets, and then from both sides, before it waits to be swept with others. */
const CLOSE = 5_000;
const BOTH_SIDES = 100_000;

/** Many questions of one estate at once: nodes are chosen by columns, and searches run from whole sets. */
export class Batch {
  private readonly columns: Columns;
  private readonly ends: Ends;
  private readonly selector: Selector;
  private searches: { ways?: WaySearch; meet?: MeetSearch } = {};
  private seen: Uint8Array | undefined;

  constructor(columns: Columns, ends: Ends) {
    this.columns = columns;
    this.ends = ends;
    this.selector = new Selector(columns);
  }

  id(place: number): NodeId {
    return this.columns.rows.nodeId(place);
  }

  node(place: number): EstateNode {
    return this.columns.rows.node(place);
  }

  /** One word of the node, "" when it has none. */
  word(place: number, field: 'realm' | 'namespace' | 'name'): string {
    return this.columns.rows.word(place, field) ?? '';
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
   * For each question one way with the fewest links, or none. Most are answered close to their targets, most others where both sides
   * meet. What is left is swept together first, so that a no costs a 32nd of a walk through everything.
   */
  firstWays(questions: readonly WayQuestion[]): readonly (Way | undefined)[] {
    const answers = questions.map((question) => this.ways.search(question, 1, CLOSE));
    const again = (wanted: readonly number[], budget: number): void => {
      for (const at of wanted) {
        const question = questions[at];
        if (question) answers[at] = this.meet.search(question, budget);
      }
    };
    const open = (): readonly number[] => [...answers.keys()].filter((at) => answers[at]?.complete === false);
    again(open(), BOTH_SIDES);
    const far = open();
    const lead = mayLead(
      this.columns,
      () => this.ends.into,
      far.flatMap((at) => questions[at] ?? []),
    );
    again(
      far.filter((_, place) => lead[place]),
      Infinity,
    );
    return answers.map(({ ways }) => ways[0]);
  }

  /** Every start that leads to a target, nearest first. */
  allWays(question: WayQuestion): readonly Way[] {
    return this.ways.search(question).ways;
  }

  /** Edges of these kinds, in order; with targets those that end in one, by target. */
  acts(kinds: readonly EdgeKind[], to?: Selection): readonly Act[] {
    const { from, to: ends, edges } = this.columns;
    const found: Act[] = [];
    const isOf = this.ofKinds(kinds);
    const look = (edge: number): void => {
      if (isOf(edge)) found.push({ edge, from: from[edge] as number, to: ends[edge] as number });
    };
    if (to) for (const place of to) this.ending(place).forEach(look);
    else for (let edge = 0; edge < edges; edge++) look(edge);
    return found;
  }

  /** Edges of one kind that end there, with the places that they come from. */
  comingBy(kinds: readonly EdgeKind[], place: number): readonly number[] {
    const { from } = this.columns;
    return Array.from(this.ending(place).filter(this.ofKinds(kinds)), (edge) => from[edge] as number);
  }

  /** Who has what the node has: itself, who holds it as a set of rights, members of groups that do. */
  holders(place: number): readonly number[] {
    const { from, edgeKind } = this.columns;
    const { start, edge } = this.ends.into;
    const found = [place];
    const seen = (this.seen ??= new Uint8Array(this.columns.nodes));
    seen[place] = 1;
    for (const node of found)
      for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
        const at = edge[slot] as number;
        const holder = from[at] as number;
        if (HANDED[edgeKind[at] as number] !== 1 || seen[holder] === 1) continue;
        seen[holder] = 1;
        found.push(holder);
      }
    for (const node of found) seen[node] = 0;
    return found.sort((a, b) => a - b);
  }

  /** The edges by which the holder has what the node has. */
  holding(holder: number, place: number): readonly EstateEdge[] {
    const { from, to, edgeKind } = this.columns;
    const parents = new Map<number, number>([[place, -1]]);
    for (const node of parents.keys())
      for (const edge of this.ending(node)) {
        const behind = from[edge] as number;
        if (HANDED[edgeKind[edge] as number] === 1 && !parents.has(behind)) parents.set(behind, edge);
      }
    const edges: EstateEdge[] = [];
    for (let at = holder; at !== place;) {
      const edge = parents.get(at);
      if (edge === undefined) break;
      edges.push(this.edge(edge));
      at = to[edge] as number;
    }
    return edges;
  }

  private get ways(): WaySearch {
    return (this.searches.ways ??= new WaySearch(this.columns, this.ends.into));
  }

  private get meet(): MeetSearch {
    return (this.searches.meet ??= new MeetSearch(this.columns, this.ends));
  }

  private ofKinds(kinds: readonly EdgeKind[]): (edge: number) => boolean {
    const { edgeKind } = this.columns;
    const wanted = new Uint8Array(256);
    for (const kind of kinds) wanted[EDGE_CODE.get(kind) ?? 255] = 1;
    return (edge) => wanted[edgeKind[edge] as number] === 1;
  }

  private ending(place: number): Uint32Array {
    const { start, edge } = this.ends.into;
    return edge.subarray(start[place], start[place + 1]);
  }
}
