import { applyPatch, formatPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { structured } from './diff.ts';
import { stillParses } from './parses.ts';
import { differing } from './window.ts';

const line = fc.constantFrom('a', 'b', '- c', '---', '  d: e', '');
const text = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
  .map(([lines, end]) => lines.join('\n') + (end ? '\n' : ''));

describe('the window of a change', () => {
  it('leaves out only what is the same in both', () => {
    fc.assert(
      fc.property(text, text, fc.nat(4), (before, after, context) => {
        const { start, beforeEnd, afterEnd } = differing(before, after, context);
        expect(before.slice(0, start)).toBe(after.slice(0, start));
        expect(before.slice(beforeEnd)).toBe(after.slice(afterEnd));
        expect(start).toBeLessThanOrEqual(beforeEnd);
        expect(start).toBeLessThanOrEqual(afterEnd);
      }),
    );
  });

  it('gives patches that apply', () => {
    fc.assert(
      fc.property(text, text, fc.nat(3), (before, after, context) => {
        fc.pre(before !== after);
        const patch = formatPatch(structured({ file: 'f', before, after }, context));
        expect(applyPatch(before, patch, { fuzzFactor: 0 })).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('in a long text costs the lines around it', () => {
    const long = Array.from({ length: 100_000 }, (_, i) => `line ${i}\n`).join('');
    const changed = long.replace('line 70000\n', 'line x\n');
    const [hunk] = structured({ file: 'f', before: long, after: changed }, 3).hunks;
    expect(hunk?.oldStart).toBe(69_998);
    expect(hunk?.lines).toHaveLength(8);
  });

  it('parses the documents that changed, and only those', () => {
    const before = 'a: [\n---\nb: 1\n---\nc: 1\n';
    expect(stillParses(before, before.replace('b: 1', 'b: 2'))).toBe(true);
    expect(stillParses(before, before.replace('b: 1', 'b: ['))).toBe(false);
    expect(stillParses('a: 1\n', 'a: [\n')).toBe(false);
  });
});
