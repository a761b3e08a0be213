import { describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';
import { inputs } from '../inputs.ts';
import { compare, TREES, verdictsOf } from './verdicts.ts';

describe.each(TREES)('findings on %s', (tree) => {
  it('each have a verdict with a reason, and no verdict is left over', () => {
    const { findings } = scan([inputs(tree)]);
    const { without, stale, unreasoned } = compare(findings, verdictsOf(tree));
    expect(without.map((one) => `${one.id} ${one.rule} ${one.identity}: ${one.title}`)).toEqual([]);
    expect(stale).toEqual([]);
    expect(unreasoned).toEqual([]);
  });
});
