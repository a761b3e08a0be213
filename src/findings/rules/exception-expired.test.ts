import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/build.ts';
import { judgeBy } from '../judge.ts';
import { TestEstate } from '../testing/estate.ts';
import { exceptionExpired } from './exception-expired.ts';

describe('exception-expired', () => {
  const on = (today: string): readonly string[] => {
    const made = new TestEstate();
    const place = made.place(7);
    for (const node of [made.account('ml/a'), made.account('ml/b')])
      made.fact({
        fact: 'exception', node, rule: 'open-egress', owner: 'ada', reason: 'moved', expires: '2027-03-31', controls: [],
        confidence: 'configured', evidence: [place],
      }); // prettier-ignore
    const estate = made.builder.build();
    return judgeBy([exceptionExpired], estate, buildGraph(estate), today).map(({ title }) => title);
  };

  it('fires once an exception, on the day after', () => {
    expect(on('2027-04-01')).toEqual([
      'The exception from open-egress for service account ml/a and service account ml/b ended on 2027-03-31',
    ]);
  });

  it('stays quiet on its last day', () => {
    expect(on('2027-03-31')).toEqual([]);
  });
});
