import type { EstateGraph } from '../graph/port.ts';
import type { Estate, EstateEdge } from '../model/estate.ts';
import type { Fact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import { ENVIRONMENTS, type EdgeKind } from '../model/kinds.ts';
import { nameOf } from './names.ts';
import { bestStake, Searches, stakeThrough } from './search.ts';
import { NOTHING_SAID, type Holder, type JudgeContext, type Stake } from './rule.ts';

/** Of a judgement that was given no day: nothing has expired yet. */
const TODAY = '1970-01-01';

type Of<K extends Fact['fact']> = Extract<Fact, { fact: K }>;
const NONE: readonly Fact[] = [];

/** Indexes the facts once. Every list keeps the order of node ids, so that drafts come out the same whatever the reading order. */
export function contextOf(estate: Estate, graph: EstateGraph, today = TODAY, said = NOTHING_SAID): JudgeContext {
  const lists = group([...estate.facts].sort(byNode), ({ fact }) => [fact]);
  const of = <K extends Fact['fact']>(kind: K): readonly Of<K>[] => (lists.get(kind) ?? NONE) as readonly Of<K>[];
  const workloads = of('workload');
  const grants = of('grant');
  const accounts = of('account');
  const byAccount = group(workloads, (one) => [one.account]);
  const bySubject = group(grants, (one) => one.subjects.map(({ node }) => node));
  const byRole = group(grants, (one) => [one.role.node]);
  const byWorkload = group(workloads, (one) => [one.node, one.pod]);
  const accountOf = group(accounts, (one) => [one.node]);
  const stakes = new Map<string, Stake | undefined>();
  const searches = new Searches(graph);
  const places = new PlacesByKind(estate.edges);

  const context: JudgeContext = {
    estate,
    edgesOf: (kinds) => places.of(kinds),
    graph,
    workloads,
    grants,
    accounts,
    of,
    today,
    guards: said.guards,
    duties: said.duties,
    roles: of('role'),
    credentials: of('credential'),
    tokens: of('long-lived-token'),
    dangling: of('dangling'),
    endpoints: of('endpoint'),
    networks: of('network'),
    models: of('model'),
    submits: of('submit'),
    node: (id) => graph.node(id),
    runningAs: (account) => byAccount.get(account) ?? [],
    workload: (id) => byWorkload.get(id)?.[0],
    account: (id) => accountOf.get(id)?.[0],
    grantsTo: (subject) => bySubject.get(subject) ?? [],
    holders: (role) =>
      (byRole.get(role) ?? []).flatMap((grant): Holder[] =>
        grant.subjects.map(({ node }) => ({ subject: node, grant })),
      ),
    environment(id) {
      const own = graph.node(id)?.environment ?? 'unknown';
      if (own !== 'unknown') return own;
      const run = [...(byAccount.get(id) ?? []), ...(byWorkload.get(id) ?? [])].map((one) => one.environment);
      return ENVIRONMENTS.find((one) => run.includes(one)) ?? 'unknown';
    },
    owner(id) {
      const near = [id, ...(byAccount.get(id) ?? []).map((one) => one.node), ...accountsOf(byWorkload.get(id))];
      for (const one of near) {
        const owner = graph.node(one)?.declared?.owner;
        if (owner !== undefined) return owner;
      }
      return null;
    },
    named: (id) => nameOf(id, graph.node(id)?.name),
    pathToStake(from, wanted) {
      const key = wanted ? undefined : from.join('\n');
      if (key !== undefined && stakes.has(key)) return stakes.get(key);
      const found = bestStake(graph, from, wanted ?? (() => true));
      if (key !== undefined) stakes.set(key, found);
      return found;
    },
    stakeThrough: (edges, holder) => stakeThrough(graph, searches, edges, holder),
  };
  return context;
}

/** An estate has a million edges and rules want few of them: all are looked at once, not once a rule. */
class PlacesByKind {
  readonly #edges: readonly EstateEdge[];
  #places: Map<EdgeKind, number[]> | undefined;

  constructor(edges: readonly EstateEdge[]) {
    this.#edges = edges;
  }

  of(kinds: Iterable<EdgeKind>): readonly EstateEdge[] {
    const places = (this.#places ??= this.#index());
    const all = [...kinds].flatMap((kind) => places.get(kind) ?? []).sort((a, b) => a - b);
    return all.flatMap((at) => this.#edges[at] ?? []);
  }

  #index(): Map<EdgeKind, number[]> {
    const places = new Map<EdgeKind, number[]>();
    this.#edges.forEach(({ kind }, at) => {
      const known = places.get(kind);
      if (known) known.push(at);
      else places.set(kind, [at]);
    });
    return places;
  }
}

const accountsOf = (facts: readonly { readonly account: NodeId }[] | undefined): NodeId[] =>
  (facts ?? []).map((one) => one.account);

function byNode(a: Fact, b: Fact): number {
  return a.node < b.node ? -1 : a.node > b.node ? 1 : 0;
}

/** Values under each of their keys, keys and values in the order met. */
export function group<T, K>(values: Iterable<T>, keysOf: (value: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values)
    for (const key of new Set(keysOf(value))) {
      const known = groups.get(key);
      if (known) known.push(value);
      else groups.set(key, [value]);
    }
  return groups;
}
