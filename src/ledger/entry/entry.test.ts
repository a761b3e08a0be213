import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { decodeEntry, entryText, NO_PREVIOUS, type LedgerEvent } from './entry.ts';

const LINK = { emitter: 'one', seq: 7, prev: NO_PREVIOUS, at: '2026-01-01T00:00:00.000Z' };

/** With every field there is, so that a field which the encoder forgets is missed. */
const WHOLE: Required<LedgerEvent> = {
  kind: 'decision',
  actor: 'spiffe://writ.test/a',
  onBehalfOf: 'ada',
  action: 'invoke',
  object: 'model/\u20ac "1"\n',
  outcome: 'allowed',
  reason: 'because \\ud800 is only written so',
  policy: 'p',
  trace: 't',
  data: { 10: 1, 9: 2, b: [true, null, 0.5, 1e21], a: { '\u{1f600}': 'x', '\ufb33': 'y' } },
};

const canonicalOf = (event: LedgerEvent): string => canonical({ ...event, ...LINK, v: 1 });

describe('the text of an entry', () => {
  it('is the canonical one, with all fields', () => {
    expect(entryText(WHOLE, LINK)).toBe(canonicalOf(WHOLE));
    const without = { ...WHOLE };
    Reflect.deleteProperty(without, 'data');
    expect(entryText(without, LINK)).toBe(canonicalOf(without));
    expect(decodeEntry(Buffer.from(entryText(WHOLE, LINK)))).toEqual({ ...WHOLE, ...LINK, v: 1 });
  });

  it('is the canonical one for any text and data', () => {
    const word = fc.string({ unit: 'grapheme' });
    const event = fc.record(
      { kind: word, actor: word, action: word, object: word, reason: word, data: fc.jsonValue() },
      { requiredKeys: ['kind', 'actor', 'action'] },
    );
    fc.assert(
      fc.property(event, ({ data, ...one }) => {
        const made: LedgerEvent = data === undefined ? one : { ...one, data };
        expect(entryText(made, LINK)).toBe(canonicalOf(made));
      }),
    );
  });

  it('does not exist for half a character, in whatever field', () => {
    for (const field of ['actor', 'object', 'reason', 'trace'] as const)
      expect(() => entryText({ ...WHOLE, [field]: 'x\ud800' }, LINK)).toThrow('half a character');
    expect(() => entryText({ ...WHOLE, data: ['\udc00'] }, LINK)).toThrow('half a character');
  });
});
