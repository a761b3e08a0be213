import { describe, expect, it } from 'vitest';
import { compareWith, daysBetween } from './baseline.ts';

const old = (id: string, since?: string) =>
  ({ id, rule: 'no-owner', severity: 'low', title: id, ...(since === undefined ? {} : { since }) }) as const;

describe('a comparison with a saved scan', () => {
  it('marks what is new, hands on since when the rest is known, and lists what is gone', () => {
    const baseline = {
      findings: [old('a', '2027-01-01'), old('b'), old('c')],
      scannedAt: '2027-02-01',
      unread: new Set<string>(),
    };
    const { findings, compared } = compareWith([{ id: 'a' }, { id: 'b' }, { id: 'n' }], baseline, '2027-03-01');
    expect(findings).toEqual([
      { id: 'a', since: '2027-01-01' },
      { id: 'b', since: '2027-02-01' },
      { id: 'n', new: true, since: '2027-03-01' },
    ]);
    expect(compared).toEqual({ new: 1, known: 2, gone: [old('c', '2027-02-01')], scannedAt: '2027-02-01' });
  });

  it('makes up no day that the saved scan does not say', () => {
    expect(compareWith([{ id: 'b' }], { findings: [old('b')], unread: new Set() }, '2027-03-01').findings).toEqual([
      { id: 'b' },
    ]);
    expect(daysBetween('2027-02-01', '2027-03-01')).toBe(28);
  });
});
