import { applyPatch, formatPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { structured } from './diff.ts';
import { changeOf, splicesOf } from './edit.ts';
import { stillParses } from './parses.ts';
import { SourceText } from './source-text.ts';
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

  it('gives patches of a few lines that apply to the whole file', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(20), fc.nat(3), fc.boolean(), (before, at, length, context, adds) => {
        const start = at % (before.length + 1);
        const end = Math.min(before.length, start + length);
        const source = new SourceText(before);
        const splices = splicesOf(source, [{ file: 'f', start, end, text: 'new\nlines' }]) ?? [];
        const change = changeOf('f', source, splices, adds ? ['kind: Added\n'] : []);
        const whole =
          before.slice(0, change.offset) + change.after + before.slice(change.offset + (change.before ?? '').length);
        expect(whole.startsWith(`${before.slice(0, start)}new\nlines`)).toBe(true);
        expect(adds ? whole.endsWith('kind: Added\n') : whole.endsWith(before.slice(end))).toBe(true);
        const patch = formatPatch(structured(change, context));
        expect(applyPatch(before, patch, { fuzzFactor: 0 })).toBe(whole);
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
    const parses = (before: string, what: string, text: string): boolean => {
      const start = before.indexOf(what);
      return stillParses(new SourceText(before), [{ start, end: start + what.length, text }], '');
    };
    const before = 'a: [\n---\nb: 1\n---\nc: 1\n';
    expect(parses(before, 'b: 1', 'b: 2')).toBe(true);
    expect(parses(before, 'b: 1', 'b: [')).toBe(false);
    expect(parses('a: 1\n', '1', '[')).toBe(false);
    expect(parses('{ "a": 1 }', '1', '2')).toBe(true);
    expect(parses('{ "a": 1 }', '1', '[')).toBe(false);
    expect(parses('{ a: b }', 'b', 'c')).toBe(true);
    expect(stillParses(undefined, [], 'a: [\n')).toBe(false);
  });
});
