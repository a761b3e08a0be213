import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { worlds } from '../../../test/graph/worlds.ts';
import { graphOf } from '../build.ts';
import type { Chain, Direction, Incident } from '../incident.ts';
import { decodeSnapshot, encodeSnapshot } from '../snapshot.ts';
import { endsOf, type Form } from './ends.ts';

const FORMS: readonly Form[] = ['lists', 'chains'];
const encoded = worlds.map((world) =>
  Uint8Array.from(encodeSnapshot({ facts: [], sources: [], diagnostics: [], ...world })),
);

it.each(FORMS)('edges by their ends that another thread made answer as those made here: %s', (form) => {
  fc.assert(
    fc.property(encoded, (bytes) => {
      const made = new Map([...endsOf(bytes, form)] as (readonly [Direction, Incident & Chain])[]);
      const take = (direction: Direction): (Incident & Chain) | undefined => made.get(direction);
      const ahead = form === 'lists' ? { lists: take } : { chains: take };
      const [one, other] = [
        graphOf(decodeSnapshot(bytes, { ends: ahead }).columns),
        graphOf(decodeSnapshot(bytes).columns),
      ];
      for (const { id } of other.nodes()) {
        expect(one.incoming(id)).toEqual(other.incoming(id));
        expect(one.outgoing(id)).toEqual(other.outgoing(id));
        const [place, places] = [other.places().find(id), [one.places(), other.places()] as const];
        expect(places[0].into(place)).toEqual(places[1].into(place));
        expect(places[0].out(place)).toEqual(places[1].out(place));
      }
    }),
    { numRuns: 60 },
  );
});

it.each(FORMS)('of any bytes that open, they are made or refused: %s', (form) => {
  fc.assert(
    fc.property(encoded, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 40 }), (bytes, edits) => {
      const damaged = Buffer.from(bytes);
      for (const [place, value] of edits) damaged[512 + (place % (damaged.length - 512))] = value;
      expect([...endsOf(damaged, form)].map(([direction]) => direction)).toEqual(['into', 'out']);
    }),
    { numRuns: 200 },
  );
});
