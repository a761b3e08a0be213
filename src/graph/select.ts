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
  private realms: ReadonlyMap<string, readonly number[]> | undefined;

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

  private ofRealm(realm: string): readonly number[] {
    return (this.realms ??= this.byRealm()).get(realm) ?? [];
  }

  private byRealm(): ReadonlyMap<string, readonly number[]> {
    const { rows, nodes } = this.columns;
    const realms = new Map<string, number[]>();
    // Ids keep realms together: most nodes are of the realm of the one before.
    let [last, list]: [string | undefined, number[]] = [undefined, []];
    for (let place = 0; place < nodes; place++) {
      const realm = rows.word(place, 'realm') ?? '';
      if (realm !== last) {
        list = realms.get(realm) ?? [];
        realms.set(realm, list);
        last = realm;
      }
      list.push(place);
    }
    return realms;
  }

  private *withPrefix(prefix: string): Generator<number> {
    const { rows, nodes } = this.columns;
    const first = lowest(nodes, (place) => rows.nodeId(place) >= prefix);
    for (let place = first; place < nodes && rows.nodeId(place).startsWith(prefix); place++) yield place;
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
