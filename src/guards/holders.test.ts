import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { World } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';
import { buildGraph } from '../graph/build.ts';
import { Holders } from './holders.ts';
import { Selections } from './selections.ts';
import type { Doing, Nodes } from './sentence.ts';

const DOING: Doing = { word: 'do', edges: ['POD_CREATE', 'NET_REACH'] };
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** Who has what a node has: whoever comes to it by what hands rights on, but for the sets themselves. */
function behind({ nodes, edges }: World, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found)
    for (const edge of edges) if (edge.to === one && edge.kind === 'HAS_PERMISSION_SET') found.add(edge.from);
  return new Set([...found].filter((one) => nodes.find((node) => node.id === one)?.kind !== 'PermissionSet'));
}

/** By holder the first edge by which. */
function naive(world: World, targets: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // Edges are looked at target by target.
  const acts = [...world.edges].sort((a, b) => (a.to === b.to ? byId(a, b) : a.to < b.to ? -1 : 1));
  for (const edge of acts)
    if (targets.has(edge.to) && DOING.edges.includes(edge.kind))
      for (const holder of behind(world, edge.from)) if (!found.has(holder)) found.set(holder, edge.id);
  return found;
}

it('those who may do it are found as by a walk from each act, and each by the first edge', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const graph = buildGraph(world);
      const batch = graph.batch();
      const holders = new Holders(batch);
      const secrets: Nodes = [{ kinds: ['K8sSecret', 'Pod'] }];
      const to = new Selections(graph).of(secrets);
      const targets = new Set(Array.from(to, (place) => batch.id(place)));
      const { holders: who, by } = holders.doers(DOING, to);
      const found = new Map(Array.from(who, (place, at) => [batch.id(place), batch.edge(by[at] ?? -1).id] as const));
      expect([...found].sort()).toEqual([...naive(world, targets)].sort());
    }),
    { numRuns: 400 },
  );
});

it('a count is that of such walks, of those marked alone, and ends where enough are found', () => {
  fc.assert(
    fc.property(worlds, fc.nat(2 ** 14 - 1), fc.nat(4), (world, marks, enough) => {
      const batch = buildGraph(world).batch();
      const holders = new Holders(batch);
      const who = Uint8Array.from({ length: batch.nodes }, (_, place) => (marks >>> place) & 1);
      for (let thing = 0; thing < batch.nodes; thing++) {
        const all = [...naive(world, new Set([batch.id(thing)]))].sort();
        const marked = all.filter(([id]) => who[batch.select({ ids: { prefix: id } })[0] ?? -1] === 1);
        const found = holders.count(DOING, thing, who);
        expect(found.count).toBe(marked.length);
        if (marked[0]) expect([batch.id(found.first), batch.edge(found.by).id]).toEqual(marked[0]);
        expect(holders.count(DOING, thing, who, enough).count).toBe(Math.min(enough, marked.length));
      }
    }),
    { numRuns: 300 },
  );
});
