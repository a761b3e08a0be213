import fc from 'fast-check';
import type { About, Card, FindingRow, IdentityRow, StepRow } from '../rows.ts';
import { SEVERITY_MARKS } from '../severities.ts';

export const ABOUT: About = {
  pairs: 1234,
  severities: SEVERITY_MARKS,
  controls: { ASI03: 'Identity and Privilege Abuse' },
};

const word = fc.constantFrom('team-a/trainer', 'a:7', '', 'rights <b>edit</b>', '</script>', '${x}', 'prod', 'a\nb');
const place = fc.constantFrom(
  '',
  'a.yaml:9',
  'dir:3/b.yaml:12',
  'Role x (42)',
  'c.yaml:0007',
  ':5',
  'big.yaml:99999999999',
);
const card: fc.Arbitrary<Card> = fc.record({ kind: word, name: word, where: word, jewel: word, entry: word });
const step: fc.Arbitrary<StepRow> = fc.record({
  from: card, to: card, by: word, means: word, confidence: word, condition: word, place, more: fc.nat(9),
}); // prettier-ignore

export const findingRows: fc.Arbitrary<FindingRow> = fc.record({
  number: fc.nat(), id: word, rule: word, severity: fc.nat(3), confidence: word, score: word, identity: card, owner: word, title: word,
  detail: word, places: fc.array(place, { maxLength: 4 }), morePlaces: fc.nat(9), steps: fc.array(step, { maxLength: 4 }),
  cuts: fc.array(fc.nat(3), { maxLength: 2 }), closes: fc.nat(), frameworks: fc.array(word, { maxLength: 3 }),
  fix: fc.record({ kind: fc.constantFrom('patch', 'command'), why: word, text: fc.constantFrom('', '-a\n+b\n', '--- a\n c', '<pre>') }),
}); // prettier-ignore

export const identityRows: fc.Arbitrary<IdentityRow> = fc.record({
  card, environment: word, owner: word, jewels: fc.nat(), findings: fc.nat(), place,
}); // prettier-ignore
