import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyOf, identityById, putIdentity, type Identity } from '../../src/store/rows/identities.ts';
import type { SeenIdentity } from '../../src/records/seen.ts';
import { declare, idOf, records, seen, type Records } from './records.ts';

const NAMES = ['a', 'b'] as const;
const SOURCES = ['s1', 's2'] as const;
const FIELDS = ['owner', 'purpose', 'dataScope'] as const;
const value = fc.constantFrom('x', 'y', 'z');
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 3 });

type Step =
  | {
      readonly scan: string;
      readonly of: readonly { name: string; said: Record<string, string>; declared: Record<string, string> }[];
      readonly incomplete: boolean;
    }
  | { readonly edit: string; readonly field: (typeof FIELDS)[number]; readonly to: string | null }
  | { readonly retire: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      scan: fc.constantFrom(...SOURCES),
      of: fc.uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), said: fields, declared: fields }), {
        selector: ({ name }) => name,
      }),
      incomplete: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ edit: fc.constantFrom(...NAMES), field: fc.constantFrom(...FIELDS), to: fc.option(value) }),
  },
  { weight: 1, arbitrary: fc.record({ retire: fc.constantFrom(...NAMES) }) },
);

describe('any sequence of scans and edits', () => {
  let own: Records;
  let round = 0;
  beforeAll(async () => {
    own = await records();
  });
  afterAll(() => own.close());

  it('keeps what git declares, loses no history, deletes nothing and revives nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        round += 1;
        const named = (name: string): string => `${name}-${round}`;
        const states = new Map<string, Identity>();
        for (const one of steps) {
          if ('scan' in one) {
            const identities: SeenIdentity[] = one.of.map(({ name, said, declared }) =>
              seen(named(name), { fields: without(said, declared), declared: declare(declared) }),
            );
            const incomplete = one.incomplete ? { incomplete: 'a part' } : {};
            await own.scan({ identities, counts: {}, ...incomplete }, `${one.scan}-${round}`);
          } else {
            const name = 'edit' in one ? one.edit : one.retire;
            const before = await own.store.read((db) => identityById(db, idOf(named(name))));
            const change = 'edit' in one ? { [one.field]: one.to } : { state: 'retired' as const };
            if (before && !('edit' in one && before.declared[one.field]))
              await own.store.change({ actor: 'ada', now: new Date(own.at) }, (by) => putIdentity(by, { ...before, ...change }));
          }
          for (const name of NAMES) {
            const id = idOf(named(name));
            const now = await own.store.read((db) => identityById(db, id));
            const last = states.get(id);
            if (last) expect(now).toBeDefined();
            if (!now) continue;
            for (const field of FIELDS) if (now.declared[field]) expect(now[field]).toBe(now.declared[field].value);
            if (last?.state === 'retired') expect(now.state).toBe('retired');
            if ('scan' in one && one.incomplete && last?.goneSince === null) expect(now.goneSince).toBeNull();
            states.set(id, now);
          }
        }
        for (const [id, now] of states) await replayed(id, now);
      }),
      { numRuns: 25 },
    );
  });

  /** The history leads from the first value of each field to the last, without a gap. */
  async function replayed(id: string, now: Identity): Promise<void> {
    const last = new Map<string, unknown>();
    for (const { field, before, after } of await own.store.read((db) => historyOf(db, id))) {
      if (last.has(field)) expect(before).toEqual(last.get(field));
      last.set(field, after);
    }
    for (const field of FIELDS) if (last.has(field)) expect(now[field]).toEqual(last.get(field));
  }

  const without = (said: Record<string, string>, declared: Record<string, string>) =>
    Object.fromEntries(Object.entries(said).filter(([field]) => !Object.hasOwn(declared, field)));
}); // prettier-ignore
