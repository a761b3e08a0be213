import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { NODE_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import { HolderWalk } from './holder-walk.ts';
import { incident, type Ends, type Incident } from './incident.ts';
import { IntList } from './list.ts';
import { mayLead } from './many-ways.ts';
import { MeetSearch } from './meet.ts';
import { Selector, type Selection, type Wanted } from './select.ts';
import { EDGE_CODE } from './tables.ts';
import { WaySearch, type Way, type WayQuestion } from './ways.ts';

export type { HolderWalk } from './holder-walk.ts';
export type { Selection, Wanted } from './select.ts';
export type { Way, WayQuestion } from './ways.ts';

/** By these a right that one holds is also held by the other. */
const HANDED_ON = ['HAS_PERMISSION_SET', 'MEMBER_OF'] as const satisfies readonly EdgeKind[];

/** Edges that one question may look at close to its targets, and then from both sides, before it waits to be swept with others. */
const CLOSE = 1_000;
const BOTH_SIDES = 100_000;

/** Many questions of one estate at once: nodes are chosen by columns, and searches run from whole sets. */
export class Batch {
  private readonly columns: Columns;
  private readonly ends: Ends;
  private readonly selector: Selector;
  private searches: { ways?: WaySearch; meet?: MeetSearch } = {};
  private handedOn: Incident | undefined;
  private readonly codes = new WeakMap<readonly EdgeKind[], Uint8Array>();

  constructor(columns: Columns, ends: Ends) {
    this.columns = columns;
    this.ends = ends;
    this.selector = new Selector(columns);
  }

  get nodes(): number {
    return this.columns.nodes;
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
  acts(kinds: readonly EdgeKind[], to?: Selection): readonly number[] {
    const { edges, edgeKind } = this.columns;
    const wanted = this.codesOf(kinds);
    const found: number[] = [];
    if (!to) {
      for (let edge = 0; edge < edges; edge++) if (wanted[edgeKind[edge] as number] === 1) found.push(edge);
      return found;
    }
    for (let i = 0; i < to.length; i++) this.lookAt(to[i] as number, wanted, found);
    return found;
  }

  /** Those that end in the one node. */
  actsOn(kinds: readonly EdgeKind[], place: number): readonly number[] {
    const found: number[] = [];
    this.lookAt(place, this.codesOf(kinds), found);
    return found;
  }

  from(edge: number): number {
    return this.columns.from[edge] as number;
  }

  to(edge: number): number {
    return this.columns.to[edge] as number;
  }

  /** Edges of one kind that end there, with the places that they come from. */
  comingBy(kinds: readonly EdgeKind[], place: number): readonly number[] {
    return this.actsOn(kinds, place).map((edge) => this.from(edge));
  }

  /** `carriers` hand rights on and are nobody. */
  holderWalk(carriers: readonly NodeKind[]): HolderWalk {
    return new HolderWalk(this.columns, this.handed, carriers);
  }

  /** The edges by which the holder has what the node has. */
  holding(holder: number, place: number): readonly EstateEdge[] {
    const { start, edge } = this.handed;
    const parents = new Map<number, number>([[place, -1]]);
    for (const node of parents.keys())
      for (const at of edge.subarray(start[node], start[node + 1]))
        if (!parents.has(this.from(at))) parents.set(this.from(at), at);
    const edges: EstateEdge[] = [];
    for (let at = holder; at !== place;) {
      const by = parents.get(at);
      if (by === undefined) break;
      edges.push(this.edge(by));
      at = this.to(by);
    }
    return edges;
  }

  /** Edges by which rights are handed on, by where they end: few of all. */
  private get handed(): Incident {
    if (this.handedOn) return this.handedOn;
    const { nodes, edges, edgeKind, to } = this.columns;
    const wanted = this.codesOf(HANDED_ON);
    const list = new IntList();
    for (let edge = 0; edge < edges; edge++) if (wanted[edgeKind[edge] as number] === 1) list.push(edge);
    const handed = list.view();
    const ends = new Uint32Array(handed.length);
    for (let i = 0; i < handed.length; i++) ends[i] = to[handed[i] as number] as number;
    const { start, edge } = incident(nodes, ends);
    for (let i = 0; i < edge.length; i++) edge[i] = handed[edge[i] as number] as number;
    return (this.handedOn = { start, edge });
  }

  private lookAt(place: number, wanted: Uint8Array, found: number[]): void {
    const { start, edge } = this.ends.into;
    const { edgeKind } = this.columns;
    const end = start[place + 1] as number;
    for (let slot = start[place] as number; slot < end; slot++) {
      const at = edge[slot] as number;
      if (wanted[edgeKind[at] as number] === 1) found.push(at);
    }
  }

  private get ways(): WaySearch {
    return (this.searches.ways ??= new WaySearch(this.columns, this.ends.into));
  }

  private get meet(): MeetSearch {
    return (this.searches.meet ??= new MeetSearch(this.columns, this.ends));
  }

  /** By code: 1 for these kinds. */
  private codesOf(kinds: readonly EdgeKind[]): Uint8Array {
    let codes = this.codes.get(kinds);
    if (!codes) {
      codes = new Uint8Array(256);
      for (const kind of kinds) codes[EDGE_CODE.get(kind) ?? 255] = 1;
      this.codes.set(kinds, codes);
    }
    return codes;
  }
}
