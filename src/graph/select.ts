import type { EstateNode } from '../model/estate.ts';
import { ENVIRONMENTS, NODE_KINDS, type Environment, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';

/** Nodes by their place in id order, rising. */
export type Selection = Uint32Array;

/** What is wanted of a node; all that is said must hold. What the columns know is asked first, so that few nodes become objects. */
export interface Wanted {
  readonly kinds?: readonly NodeKind[];
  readonly environments?: readonly Environment[];
  /** Jewels of this tier or a higher one. */
  readonly leastTier?: number;
  readonly entry?: true;
  /** Ids that begin so and pass the test. */
  readonly ids?: { readonly prefix: string; readonly test: (id: string) => boolean };
  readonly node?: (node: EstateNode) => boolean;
}

/** Chooses nodes; keeps where the nodes of each kind stand. */
export class Selector {
  private readonly columns: Columns;
  private byKind: readonly Selection[] | undefined;
  private jewels: Selection | undefined;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  select(wanted: Wanted): Selection {
    const { environment, tier, entry, rows } = this.columns;
    const environments = wanted.environments && new Set(wanted.environments.map((one) => ENVIRONMENTS.indexOf(one)));
    const kinds = wanted.kinds && new Set(wanted.kinds.map((one) => NODE_KINDS.indexOf(one)));
    const found: number[] = [];
    for (const place of this.candidates(wanted)) {
      if (kinds && !kinds.has(this.columns.kind[place] as number)) continue;
      if (environments && !environments.has(environment[place] as number)) continue;
      if (wanted.leastTier !== undefined && (tier[place] as number) < wanted.leastTier) continue;
      if (wanted.entry && entry[place] === 0) continue;
      if (wanted.ids && !wanted.ids.test(rows.nodeId(place))) continue;
      if (wanted.node && !wanted.node(rows.node(place))) continue;
      found.push(place);
    }
    return Uint32Array.from(found);
  }

  /** A rising list that holds all that can be wanted: the narrowest that is at hand. */
  private candidates({ ids, leastTier, kinds }: Wanted): Iterable<number> {
    if (ids && ids.prefix !== '') return this.withPrefix(ids.prefix);
    if (leastTier !== undefined && leastTier > 0) return (this.jewels ??= this.allJewels());
    if (!kinds) return range(0, this.columns.nodes);
    const lists = this.kindLists();
    const parts = kinds.map((kind) => lists[NODE_KINDS.indexOf(kind)] ?? new Uint32Array(0));
    return parts.length === 1 ? (parts[0] ?? []) : Uint32Array.from(parts.flatMap((part) => [...part])).sort();
  }

  private withPrefix(prefix: string): Iterable<number> {
    const { rows, nodes } = this.columns;
    const first = lowest(nodes, (place) => rows.nodeId(place) >= prefix);
    const last = lowest(nodes, (place) => {
      const id = rows.nodeId(place);
      return id >= prefix && !id.startsWith(prefix);
    });
    return range(first, last);
  }

  private allJewels(): Selection {
    return Uint32Array.from(range(0, this.columns.nodes)).filter((place) => this.columns.tier[place] !== 0);
  }

  private kindLists(): readonly Selection[] {
    if (this.byKind) return this.byKind;
    const lists = NODE_KINDS.map((): number[] => []);
    this.columns.kind.forEach((kind, place) => lists[kind]?.push(place));
    return (this.byKind = lists.map((list) => Uint32Array.from(list)));
  }
}

function* range(first: number, last: number): Generator<number> {
  for (let place = first; place < last; place++) yield place;
}

/** The first place for which the test holds; it holds for all behind. */
function lowest(count: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
