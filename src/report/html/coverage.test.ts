import { describe, expect, it } from 'vitest';
import { RULES } from '../../findings/catalogue.ts';
import { CONTROLS } from '../../findings/frameworks.ts';
import { controlNames, coverageOf } from './coverage.ts';

describe('coverage of frameworks', () => {
  const all = coverageOf([{ frameworks: ['ASI03', 'NHI5:2025'] }, { frameworks: ['ASI03'] }]).flatMap(
    ({ controls }) => controls,
  );
  const of = (id: string): (typeof all)[number] | undefined => all.find((one) => one.id === id);

  it('leaves no control out', () => {
    expect(all.map(({ id }) => id).sort()).toEqual([...CONTROLS.keys()].sort());
  });

  it('counts findings, not mentions', () => {
    expect(of('ASI03')).toMatchObject({ state: 'found', findings: 2 });
    expect(of('NHI5:2025')).toMatchObject({ state: 'found', findings: 1 });
  });

  it('says "checked" only where a rule checks, and "open" where none does', () => {
    const cited = new Set(RULES.flatMap(({ frameworks }) => frameworks));
    for (const one of all.filter(({ findings }) => findings === 0))
      expect(`${one.id} ${one.state}`).toBe(`${one.id} ${cited.has(one.id) ? 'quiet' : 'open'}`);
    expect(all.some(({ state }) => state === 'open')).toBe(true);
  });

  it('names only the controls that are cited', () => {
    expect(controlNames([{ frameworks: ['ASI03', 'no such id'] }])).toEqual({ ASI03: CONTROLS.get('ASI03')?.name });
  });
});
