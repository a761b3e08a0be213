import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenCases } from '../../../test/cases/iam/read-case.ts';
import { evaluate } from '../evaluate.ts';
import { outcomeOf } from '../outcome.ts';
import type { Answer } from '../port.ts';
import { layersOf, request, statement, writtenLayers, type WrittenLayers } from './arbitrary.ts';
import { slowOutcome } from './outcome.ts';

const RUNS = { numRuns: 600 };
type Outcome = Answer['outcome'];

/** What is possible under an outcome: some request is allowed, some is denied. */
const some: Readonly<Record<Outcome, { readonly allowed: boolean; readonly denied: boolean }>> = {
  allow: { allowed: true, denied: false },
  deny: { allowed: false, denied: true },
  'allow-if': { allowed: true, denied: true },
};

describe('the compiled evaluator beside the slow one', () => {
  it('agrees where the whole request is known', () => {
    fc.assert(
      fc.property(request, writtenLayers, (asked, written) => {
        const known = { ...asked, context: { ...asked.context, unknown: [] } };
        const layers = layersOf(written);
        expect(outcomeOf(known, layers)).toBe(slowOutcome(known, layers));
      }),
      RUNS,
    );
  });

  it('never excludes what some completion of the unknown context does, and says no more than maybe only where it must', () => {
    fc.assert(
      fc.property(request, writtenLayers, (asked, written) => {
        const layers = layersOf(written);
        const slow = slowOutcome(asked, layers);
        fc.pre(slow !== undefined);
        const fast = outcomeOf(asked, layers);
        if (some[slow].allowed) expect(some[fast].allowed).toBe(true);
        if (some[slow].denied) expect(some[fast].denied).toBe(true);
      }),
      RUNS,
    );
  });

  it('explains the outcome that it gives', () => {
    fc.assert(
      fc.property(request, writtenLayers, (asked, written) => {
        const layers = layersOf(written);
        const { outcome, by, denied, needs } = evaluate(asked, layers);
        expect(outcome).toBe(outcomeOf(asked, layers));
        expect(denied !== undefined).toBe(outcome === 'deny');
        expect(needs.length > 0).toBe(outcome === 'allow-if');
        const effects = new Set(by.map(({ statement: { effect } }) => effect));
        if (outcome !== 'deny') expect(effects.has('Deny')).toBe(false);
        else expect([...effects]).toEqual(denied?.explicit === true ? ['Deny'] : []);
      }),
      RUNS,
    );
  });

  it('never gives more for a deny that is added, nor for an allow that is left out', () => {
    const rank: Readonly<Record<Outcome, number>> = { deny: 0, 'allow-if': 1, allow: 2 };
    fc.assert(
      fc.property(request, writtenLayers, statement, (asked, written, one) => {
        const before = rank[outcomeOf(asked, layersOf(written))];
        const denied: WrittenLayers = { ...written, identity: [...written.identity, [{ ...one, Effect: 'Deny' }]] };
        expect(rank[outcomeOf(asked, layersOf(denied))]).toBeLessThanOrEqual(before);
        const less: WrittenLayers = {
          ...written,
          identity: written.identity.slice(1).map((policy) => policy.slice(1)),
        };
        const kept = written.identity.slice(1).every(([first]) => first?.['Effect'] === 'Allow');
        const first = written.identity[0]?.every(({ Effect }) => Effect === 'Allow') ?? true;
        if (kept && first) expect(rank[outcomeOf(asked, layersOf(less))]).toBeLessThanOrEqual(before);
      }),
      RUNS,
    );
  });

  it('the slow one passes the golden suite too, as far as it can try every completion', () => {
    const wrong = goldenCases().filter(({ request: asked, layers, want }) => {
      const slow = slowOutcome(asked, layers);
      return slow !== undefined && slow !== want.want;
    });
    expect(wrong.map(({ file, proves }) => `${file}: ${proves}`)).toEqual([]);
  });
});
