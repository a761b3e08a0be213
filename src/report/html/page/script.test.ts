import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, type Island } from '../island.ts';
import { Markup } from '../markup.ts';
import { ABOUT, findingRows, identityRows } from '../testing/rows.ts';
import { findingBody, findingHead } from '../views/finding.ts';
import { identityLine } from '../views/identity.ts';
import type { unpackFinding } from '../views/unpack.ts';
import { SCRIPT, SHARED } from './script.ts';

interface Alone {
  readonly findingHead: typeof findingHead;
  readonly findingBody: typeof findingBody;
  readonly identityLine: typeof identityLine;
  readonly unpackFinding: typeof unpackFinding;
}

/** The shared functions as the page has them: from their text, with nothing else in sight. */
const alone = runInNewContext(
  `(() => { 'use strict'; ${SHARED.map(String).join('\n')}; return { findingHead, findingBody, identityLine, unpackFinding }; })()`,
) as Alone;

describe('the script of the page', () => {
  it('draws what the page was sent with, from its own text', () => {
    const h = Markup.make;
    fc.assert(
      fc.property(findingRows, identityRows, (row, person) => {
        const island: Island = pack(ABOUT, [row], [person]);
        const read = alone.unpackFinding(island, 0);
        expect(String(alone.findingHead(h, read, ABOUT))).toBe(String(findingHead(h, row, ABOUT)));
        expect(String(alone.findingBody(h, read, ABOUT))).toBe(String(findingBody(h, row, ABOUT)));
        expect(String(alone.identityLine(h, person))).toBe(String(identityLine(h, person)));
      }),
    );
  });

  it('is small, ends no element, and takes no text for mark-up', () => {
    expect(SCRIPT.length).toBeLessThan(32_000);
    expect(SCRIPT).not.toMatch(/<\/|<!--|<script/iu);
    expect(SCRIPT).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp|localStorage/u,
    );
  });
});
