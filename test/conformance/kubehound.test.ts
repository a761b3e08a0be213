import { describe, expect, it } from 'vitest';
import { count } from './corpus.ts';
import { judge, readEstate, readExpected } from './kubehound.ts';

const estate = readEstate();

describe('KubeHound corpus', () => {
  const expected = readExpected();
  const verdict = judge(estate, expected);

  it('holds the 202 pairs that the corpus is known to have', () => {
    expect(Object.values(expected.pairs).flat().length).toBe(202);
  });

  it.each(verdict.kinds.map((kind) => [kind.kind, kind] as const))('%s: every expected pair is found', (_, kind) => {
    expect(kind.missing).toEqual([]);
  });

  it.each(verdict.kinds.filter((kind) => kind.exact).map((kind) => [kind.kind, kind] as const))(
    '%s: nothing else is found',
    (_, kind) => {
      expect(kind.extra).toEqual([]);
    },
  );

  it.each([
    'POD_PATCH', 'POD_EXEC', 'PERMISSION_DISCOVER', 'TOKEN_BRUTEFORCE', 'TOKEN_LIST', 'SHARE_PS_NAMESPACE',
    'ROLE_BIND_CASE_1', 'ROLE_BIND_CASE_2', 'ROLE_BIND_CASE_3',
  ])('%s is judged for precision', (kind) => {
    expect(verdict.kinds.find((one) => one.kind === kind)?.exact).toBe(true);
  }); // prettier-ignore

  it.each(verdict.claims.map((claim) => [claim.sentence, claim] as const))('%s', (_, claim) => {
    expect({ holds: claim.holds, because: claim.holds ? '' : claim.because }).toEqual({ holds: true, because: '' });
  });

  it('fails no case', () => {
    expect(count(verdict).failed).toBe(0);
  });
});
