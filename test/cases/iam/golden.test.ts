import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/iam/evaluate.ts';
import { outcomeOf } from '../../../src/iam/outcome.ts';
import { goldenCases, type GoldenCase } from './read-case.ts';

/** What an evaluator answers, in the words of a case. */
interface Said {
  readonly want: string;
  readonly by: readonly string[];
  readonly layer?: string;
  readonly explicit?: boolean;
  readonly needs?: readonly string[];
}

function said({ request, layers }: GoldenCase): Said {
  const { outcome, by, denied, needs } = evaluate(request, layers);
  return {
    want: outcome,
    by: [...new Set(by.flatMap(({ statement }) => statement.sid ?? []))].sort(),
    ...(denied ? { layer: denied.layer, explicit: denied.explicit } : {}),
    ...(outcome === 'allow-if' ? { needs: [...new Set(needs.map(({ key }) => key.toLowerCase()))].sort() } : {}),
  };
}

/** Cases of which the evaluator says something else, each with the reason; a case that agrees again fails the suite. */
const known = new Map(
  Object.entries(
    JSON.parse(readFileSync(new URL('known-disagreements.json', import.meta.url), 'utf8')) as Readonly<
      Record<string, string>
    >,
  ),
);
const cases = goldenCases();

describe('golden suite of AWS IAM: the evaluator', () => {
  it('has cases to run', () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  it.each(cases.filter(({ proves }) => !known.has(proves)))('$file: $proves', (one) => {
    expect(said(one)).toEqual(one.want);
    expect(outcomeOf(one.request, one.layers)).toBe(one.want.want);
  });

  it('still disagrees where it is said to, with a reason', () => {
    for (const one of cases.filter(({ proves }) => known.has(proves))) {
      expect(known.get(one.proves)).not.toBe('');
      expect(said(one)).not.toEqual(one.want);
    }
  });

  it('disagrees with no case that is gone', () => {
    const all = new Set(cases.map(({ proves }) => proves));
    expect([...known.keys()].filter((proves) => !all.has(proves))).toEqual([]);
  });
});
