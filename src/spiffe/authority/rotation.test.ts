import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, distrust, due, isSound, published, type RotationPolicy, type Slot } from './rotation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLICY: RotationPolicy = { authorityTtl: 24 * HOUR, svidTtl: HOUR, propagation: 10 * MINUTE };

/** An issuer that looks at what is due from time to time, and what verifiers could have seen at each moment. */
class Simulation {
  slots: readonly Slot[] = [];
  readonly bundles: { readonly at: number; readonly ids: ReadonlySet<string> }[] = [];
  #made = 0;
  readonly #policy: RotationPolicy;

  constructor(policy: RotationPolicy) {
    this.#policy = policy;
  }

  look(now: number): void {
    for (let steps = due(this.slots, now, this.#policy), rounds = 0; steps.length > 0 && rounds < 8; rounds++) {
      for (const step of steps) {
        this.slots = after(this.slots, step, now, step.step === 'prepare' ? this.#make(now) : undefined);
      }
      steps = due(this.slots, now, this.#policy);
    }
    this.bundles.push({ at: now, ids: new Set(published(this.slots)) });
  }

  #make(now: number): Pick<Slot, 'id' | 'notBefore' | 'notAfter'> {
    return { id: `key-${this.#made++}`, notBefore: now, notAfter: now + this.#policy.authorityTtl };
  }

  get active(): Slot | undefined {
    return this.slots.find(({ state }) => state === 'active');
  }

  /** The bundle that a verifier has that last looked then. */
  seen(at: number): ReadonlySet<string> {
    return this.bundles.findLast((one) => one.at <= at)?.ids ?? new Set();
  }
}

describe('rotation of an authority', () => {
  it('begins with a key that signs at once, and has the next one known before it signs', () => {
    const run = new Simulation(POLICY);
    run.look(0);
    expect(run.slots.map(({ id, state }) => [id, state])).toEqual([['key-0', 'active']]);
    run.look(12 * HOUR - 1);
    expect(run.slots).toHaveLength(1);
    run.look(12 * HOUR);
    expect(run.slots.map(({ state }) => state)).toEqual(['active', 'prepared']);
    run.look(22 * HOUR);
    expect(run.active?.id).toBe('key-0');
    run.look(23 * HOUR);
    expect(run.slots.map(({ state }) => state)).toEqual(['old', 'active']);
    run.look(24 * HOUR + 2 * MINUTE);
    expect(run.slots.map(({ id, state }) => [id, state])).toEqual([
      ['key-1', 'active'],
      ['key-2', 'prepared'],
    ]);
  });

  it('never lets a verifier meet an SVID whose authority it does not know', () => {
    fc.assert(
      fc.property(
        fc.record({
          authorityTtl: fc.integer({ min: 4 * HOUR, max: 72 * HOUR }),
          svidTtl: fc.integer({ min: 5 * MINUTE, max: HOUR }),
          propagation: fc.integer({ min: 0, max: 30 * MINUTE }),
        }),
        fc.array(fc.integer({ min: 1, max: 5 * MINUTE }), { minLength: 300, maxLength: 1500 }),
        (policy, pauses) => {
          fc.pre(isSound(policy));
          const run = new Simulation(policy);
          const issued: { readonly by: string; readonly from: number; readonly to: number }[] = [];
          let now = 0;
          for (const pause of pauses) {
            run.look(now);
            const { active } = run;
            expect(active, 'somebody can sign').toBeDefined();
            // A whole life of an SVID fits into that of the key that signs it.
            expect(active?.notAfter).toBeGreaterThanOrEqual(now + policy.svidTtl);
            if (active) issued.push({ by: active.id, from: now, to: now + policy.svidTtl });
            now += pause * 4;
          }
          // The first key is known to nobody before it signs: verifiers begin with its bundle.
          for (const { by, from, to } of issued)
            for (const shown of [from, (from + to) / 2, to].filter((at) => at < now))
              for (const late of [0, policy.propagation])
                expect(run.seen(Math.max(0, shown - late)).has(by), `${by} at ${shown}`).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is sound only where keys outlive what they sign, and the time to be known', () => {
    expect(isSound(POLICY)).toBe(true);
    expect(isSound({ ...POLICY, authorityTtl: 2 * HOUR })).toBe(false);
    expect(isSound({ ...POLICY, svidTtl: 0 })).toBe(false);
  });

  it('drops a key that is not trusted any more at once, and goes on with the prepared one', () => {
    const run = new Simulation(POLICY);
    run.look(0);
    run.look(13 * HOUR);
    run.slots = distrust(run.slots, 'key-0', 14 * HOUR);
    expect(run.slots.map(({ id, state }) => [id, state])).toEqual([['key-1', 'active']]);
    run.slots = distrust(run.slots, 'key-1', 15 * HOUR);
    expect(published(run.slots)).toEqual([]);
    run.look(15 * HOUR);
    expect(run.active?.id).toBe('key-2');
  });

  it('leaves the key that signs where an old or a prepared one is not trusted any more', () => {
    const run = new Simulation(POLICY);
    run.look(0);
    run.look(13 * HOUR);
    run.slots = distrust(run.slots, 'key-1', 14 * HOUR);
    expect(run.slots.map(({ id, state }) => [id, state])).toEqual([['key-0', 'active']]);
  });
});
