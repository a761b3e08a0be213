import { ENVIRONMENTS, NODE_KINDS, type Environment, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import { nodesWhere } from './exposure.ts';
import { IntList } from './list.ts';

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
  /** Ids that begin so and pass the test; without one, all that begin so. */
  readonly ids?: { readonly prefix: string; readonly test?: (id: string) => boolean };
  readonly place?: (place: number) => boolean;
}

/** Chooses nodes; keeps where the nodes of each kind stand. */
export class Selector {
  private readonly columns: Columns;
  private byKind: readonly Uint32Array[] | undefined;
  private jewels: Uint32Array | undefined;
  private realms: ReadonlyMap<string, Uint32Array> | undefined;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  select(wanted: Wanted): Selection {
    const { kind, environment, tier, entry, rows } = this.columns;
    const environments = wanted.environments && codes(ENVIRONMENTS, wanted.environments);
    const kinds = wanted.kinds && codes(NODE_KINDS, wanted.kinds);
    const { leastTier = 0, ids, place: test } = wanted;
    const candidates = wanted.realm === undefined ? this.candidates(wanted) : this.ofRealm(wanted.realm);
    // Candidates of no realm are chosen by the beginning of their ids.
    const begins = wanted.realm === undefined ? undefined : ids && ((id: string) => id.startsWith(ids.prefix));
    const fits = ids?.test ?? begins;
    const found = new Uint32Array(candidates.length);
    let [count, rises] = [0, true];
    for (let i = 0; i < candidates.length; i++) {
      const place = candidates[i] as number;
      if (kinds && kinds[kind[place] as number] !== 1) continue;
      if (environments && environments[environment[place] as number] !== 1) continue;
      if ((tier[place] as number) < leastTier || (wanted.entry && entry[place] === 0)) continue;
      if (fits && !fits(rows.nodeId(place))) continue;
      if (test && !test(place)) continue;
      if (count > 0 && (found[count - 1] as number) > place) rises = false;
      found[count++] = place;
    }
    const all = found.slice(0, count);
    return rises ? all : all.sort();
  }

  /** A list that holds all that can be wanted: the narrowest that is at hand. */
  private candidates({ ids, leastTier, kinds, entry }: Wanted): Uint32Array {
    if (ids && ids.prefix !== '') return this.withPrefix(ids.prefix);
    const { tier, entry: entries, nodes } = this.columns;
    if (leastTier !== undefined && leastTier > 0)
      return (this.jewels ??= nodesWhere(this.columns, (node) => tier[node] !== 0));
    if (entry) return nodesWhere(this.columns, (node) => entries[node] !== 0);
    if (!kinds) return range(0, nodes);
    const lists = (this.byKind ??= this.kindLists());
    return joined(kinds.flatMap((kind) => lists[NODE_KINDS.indexOf(kind)] ?? []));
  }

  private ofRealm(realm: string): Uint32Array {
    return (this.realms ??= this.byRealm()).get(realm) ?? new Uint32Array(0);
  }

  private byRealm(): ReadonlyMap<string, Uint32Array> {
    const { rows, nodes } = this.columns;
    const realms = new Map<string, IntList>();
    // Ids keep realms together: most nodes are of the realm of the one before.
    let [last, list]: [string | undefined, IntList] = [undefined, new IntList()];
    for (let place = 0; place < nodes; place++) {
      const realm = rows.word(place, 'realm') ?? '';
      if (realm !== last) {
        list = realms.get(realm) ?? new IntList();
        realms.set(realm, list);
        last = realm;
      }
      list.push(place);
    }
    return new Map(Array.from(realms, ([realm, places]) => [realm, Uint32Array.from(places.view())]));
  }

  /** Ids that begin alike stand together. */
  private withPrefix(prefix: string): Uint32Array {
    const { rows, nodes } = this.columns;
    const first = lowest(nodes, (place) => rows.nodeId(place) >= prefix);
    const behind = lowest(nodes, (place) => rows.nodeId(place) >= prefix && !rows.nodeId(place).startsWith(prefix));
    return range(first, behind);
  }

  /** A counting sort of the nodes by kind. */
  private kindLists(): readonly Uint32Array[] {
    const { kind, nodes } = this.columns;
    const counts = new Uint32Array(NODE_KINDS.length);
    for (let place = 0; place < nodes; place++) {
      const code = kind[place] as number;
      counts[code] = (counts[code] as number) + 1;
    }
    const lists = NODE_KINDS.map((_, code) => new Uint32Array(counts[code] as number));
    counts.fill(0);
    for (let place = 0; place < nodes; place++) {
      const code = kind[place] as number;
      const at = counts[code] as number;
      counts[code] = at + 1;
      (lists[code] as Uint32Array)[at] = place;
    }
    return lists;
  }
}

function range(first: number, behind: number): Uint32Array {
  const places = new Uint32Array(behind - first);
  for (let i = 0; i < places.length; i++) places[i] = first + i;
  return places;
}

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** By code: 1 for these. */
function codes<T>(all: readonly T[], these: readonly T[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const one of these) marks[all.indexOf(one)] = 1;
  return marks;
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
