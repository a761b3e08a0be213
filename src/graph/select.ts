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
  /** The realm by its name. */
  readonly realm?: string;
  /** Ids that begin so and pass the test. */
  readonly ids?: { readonly prefix: string; readonly test: (id: string) => boolean };
  readonly place?: (place: number) => boolean;
}

/** Chooses nodes; keeps where the nodes of each kind stand. */
export class Selector {
  private readonly columns: Columns;
  private byKind: readonly (readonly number[])[] | undefined;
  private jewels: readonly number[] | undefined;
  private groups: readonly string[] | undefined;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  select(wanted: Wanted): Selection {
    const { kind, environment, tier, entry, rows } = this.columns;
    const environments = wanted.environments?.map((one) => ENVIRONMENTS.indexOf(one));
    const kinds = wanted.kinds && new Set(wanted.kinds.map((one) => NODE_KINDS.indexOf(one)));
    const realm = wanted.realm === undefined ? undefined : this.ofRealm(wanted.realm);
    const found: number[] = [];
    for (const place of realm ?? this.candidates(wanted)) {
      if (kinds && !kinds.has(kind[place] as number)) continue;
      if (environments && !environments.includes(environment[place] as number)) continue;
      if (wanted.leastTier !== undefined && (tier[place] as number) < wanted.leastTier) continue;
      if (wanted.entry && entry[place] === 0) continue;
      if (wanted.ids && !wanted.ids.test(rows.nodeId(place))) continue;
      if (wanted.place && !wanted.place(place)) continue;
      found.push(place);
    }
    return Uint32Array.from(found).sort();
  }

  /** A list that holds all that can be wanted: the narrowest that is at hand. */
  private candidates({ ids, leastTier, kinds }: Wanted): Iterable<number> {
    if (ids && ids.prefix !== '') return this.withPrefix(ids.prefix);
    if (leastTier !== undefined && leastTier > 0) return (this.jewels ??= this.allJewels());
    if (!kinds) return range(0, this.columns.nodes);
    const lists = (this.byKind ??= this.kindLists());
    return kinds.flatMap((kind) => lists[NODE_KINDS.indexOf(kind)] ?? []);
  }

  /** An id says its realm, and ids stand in order: a few ranges hold a realm. */
  private *ofRealm(realm: string): Generator<number> {
    const { rows } = this.columns;
    for (const group of (this.groups ??= this.allGroups())) {
      const whole = rows.findNode(`${group}${realm}`);
      if (whole >= 0) yield whole;
      yield* this.withPrefix(`${group}${realm}/`);
    }
  }

  /** `source:Kind:` of all ids. */
  private allGroups(): readonly string[] {
    const { rows, nodes } = this.columns;
    const groups: string[] = [];
    for (let place = 0; place < nodes;) {
      const id = rows.nodeId(place);
      const group = id.slice(0, id.indexOf(':', id.indexOf(':') + 1) + 1);
      groups.push(group);
      place = Math.max(place + 1, group === '' ? 0 : this.behind(group));
    }
    return [...new Set(groups)];
  }

  private *withPrefix(prefix: string): Generator<number> {
    const { rows, nodes } = this.columns;
    const first = lowest(nodes, (place) => rows.nodeId(place) >= prefix);
    for (let place = first; place < nodes && rows.nodeId(place).startsWith(prefix); place++) yield place;
  }

  /** The first place after all ids that begin so. */
  private behind(prefix: string): number {
    const { rows, nodes } = this.columns;
    return lowest(nodes, (place) => {
      const id = rows.nodeId(place);
      return id >= prefix && !id.startsWith(prefix);
    });
  }

  private allJewels(): readonly number[] {
    return [...range(0, this.columns.nodes)].filter((place) => this.columns.tier[place] !== 0);
  }

  private kindLists(): readonly (readonly number[])[] {
    const lists = NODE_KINDS.map((): number[] => []);
    this.columns.kind.forEach((kind, place) => lists[kind]?.push(place));
    return lists;
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
