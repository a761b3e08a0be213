import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distances, walked, type World } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';
import type { Columns } from './columns.ts';
import { Ends } from './incident.ts';
import { mayLead } from './many-ways.ts';
import { MeetSearch } from './meet.ts';
import { columnsOf } from './objects.ts';
import type { WayQuestion } from './ways.ts';

const BITS = fc.nat(2 ** 14 - 1);
const ASKED = fc.array(fc.tuple(BITS, BITS, fc.oneof(BITS, fc.constant(0))), { minLength: 1, maxLength: 40 });

/** Questions over all sets of nodes: starts that are targets, avoided starts and targets, nothing at all. */
const questions = (nodes: number, bits: readonly (readonly [number, number, number])[]): readonly WayQuestion[] =>
  bits.map((sets) => {
    const [from, to, avoid] = sets.map((set) =>
      Uint32Array.from({ length: nodes }, (_, i) => i).filter((i) => (set >>> i) & 1),
    );
    const none = new Uint32Array(0);
    return { from: from ?? none, to: to ?? none, avoid: avoid ?? none };
  });

/** The start with the fewest links to another target, the first in id order, by search from each; undefined when there is no way. */
function nearest(
  world: World,
  { rows }: Columns,
  { from, to, avoid = new Uint32Array(0) }: WayQuestion,
): { readonly start: string; readonly links: number } | undefined {
  const shut = new Set(Array.from(avoid, (place) => rows.nodeId(place)));
  const edges = walked(world).filter((edge) => !shut.has(edge.from) && !shut.has(edge.to));
  const open = (places: Uint32Array): string[] =>
    Array.from(places, (place) => rows.nodeId(place)).filter((id) => !shut.has(id));
  const all = open(from).flatMap((start) => {
    const reached = distances(edges, start, () => 1);
    return open(to).flatMap((target) => {
      const links = target === start ? undefined : reached.get(target);
      return links === undefined ? [] : { start, links };
    });
  });
  return all.sort((a, b) => a.links - b.links || (a.start < b.start ? -1 : 1))[0];
}

it('a search from both sides finds a way with the fewest links exactly where there is one', () => {
  fc.assert(
    fc.property(worlds, ASKED, (world, bits) => {
      const columns = columnsOf(world);
      const search = new MeetSearch(columns, new Ends(columns));
      for (const question of questions(columns.nodes, bits)) {
        const { ways, complete } = search.search(question);
        const [way] = ways;
        expect(complete).toBe(true);
        const near = nearest(world, columns, question);
        expect(way && { start: columns.rows.nodeId(way.start), links: way.edges.length }).toEqual(near);
        if (!way) continue;
        const ends = way.edges.map((edge) => columns.to[edge]);
        expect(way.edges.map((edge) => columns.from[edge])).toEqual([way.start, ...ends.slice(0, -1)]);
        expect([...question.from]).toContain(way.start);
        expect([...question.to]).toContain(ends.at(-1));
        expect(ends.at(-1)).not.toBe(way.start);
        for (const place of [way.start, ...ends]) expect(question.avoid?.includes(place ?? -1)).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

it('a search that gives up says so, and one that does not is as good as one without a limit', () => {
  fc.assert(
    fc.property(worlds, ASKED, fc.nat(12), (world, bits, budget) => {
      const columns = columnsOf(world);
      const search = new MeetSearch(columns, new Ends(columns));
      for (const question of questions(columns.nodes, bits)) {
        const { ways, complete } = search.search(question, budget);
        if (complete) expect(ways[0]?.edges.length).toBe(nearest(world, columns, question)?.links);
        else expect(ways).toEqual([]);
      }
    }),
  );
});

it('the sweep of many questions never says no to one that has a way, and yes only to a way or a start that is a target', () => {
  fc.assert(
    fc.property(worlds, ASKED, (world, bits) => {
      const columns = columnsOf(world);
      const asked = questions(columns.nodes, bits);
      const ends = new Ends(columns);
      mayLead(columns, () => ends.into, asked).forEach((lead, at) => {
        const question = asked[at];
        if (!question) return;
        const shut = new Set(question.avoid);
        const both = [...question.from].some((place) => question.to.includes(place) && !shut.has(place));
        const way = nearest(world, columns, question);
        if (way !== undefined) expect(lead).toBe(true);
        else if (!both) expect(lead).toBe(false);
      });
    }),
  );
});
