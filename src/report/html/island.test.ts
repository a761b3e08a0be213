import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from './island.ts';
import { islandText } from './page/page.ts';
import { ABOUT, findingRows, identityRows } from './testing/rows.ts';
import { unpackFinding, unpackIdentity } from './views/unpack.ts';

describe('the island of data', () => {
  it('gives back every row as it went in', () => {
    fc.assert(
      fc.property(
        fc.array(findingRows, { maxLength: 5 }),
        fc.array(identityRows, { maxLength: 5 }),
        (findings, people) => {
          const island = pack(ABOUT, findings, people);
          expect(findings.map((_, at) => unpackFinding(island, at))).toEqual(findings);
          expect(people.map((_, at) => unpackIdentity(island, at))).toEqual(people);
        },
      ),
    );
  });

  it('holds equal texts, cards and steps once', () => {
    const [row] = fc.sample(findingRows, { numRuns: 1, seed: 7 });
    if (!row) throw new Error('no sample');
    const one = pack(ABOUT, [row], []);
    const many = pack(ABOUT, [row, row, row], []);
    expect([many.texts, many.cards, many.steps]).toEqual([one.texts, one.cards, one.steps]);
  });

  it('cannot end its element, and means the same', () => {
    const [row] = fc.sample(findingRows, { numRuns: 1, seed: 1 });
    if (!row) throw new Error('no sample');
    const island = pack(ABOUT, [{ ...row, title: '</script><!--<script>&\u2028', detail: ']]>' }], []);
    const text = islandText(island);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/u);
    expect(JSON.parse(text)).toEqual(island);
  });
});
