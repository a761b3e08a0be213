import { describe, expect, it } from 'vitest';
import { parseDeclarations } from '../declarations/parse.ts';
import { markFindings } from './mark-findings.ts';

const FINDINGS = [
  { id: 'f:1111111111111111', rule: 'no-owner', identity: 'k8s:ServiceAccount:prod/ml/a' },
  { id: 'f:2222222222222222', rule: 'open-egress', identity: 'k8s:ServiceAccount:prod/ml/b' },
] as const;
const TERM = 'reason: r, owner: o, expires: 2027-03-31';

function marked(text: string, today: string): ReturnType<typeof markFindings> {
  return markFindings(FINDINGS, parseDeclarations(text, 'f.yaml'), today);
}

describe('what people took on', () => {
  it('is marked until its day, which is inclusive, and stands last', () => {
    const { findings } = marked(`accepted: [{ finding: "f:1111111111111111", ${TERM} }]`, '2027-03-31');
    expect(findings.map(({ id, accepted }) => [id, accepted?.expires])).toEqual([
      ['f:2222222222222222', undefined],
      ['f:1111111111111111', '2027-03-31'],
    ]);
  });

  it('counts again from the day after, and says so', () => {
    const { findings } = marked(`accepted: [{ rule: no-owner, id: "k8s:**", ${TERM} }]`, '2027-04-01');
    expect(findings[0]).toMatchObject({ id: 'f:1111111111111111', accepted: { expired: true } });
  });

  it('is an exception only for its rule and its things', () => {
    const text = `exceptions: [{ rule: open-egress, id: "k8s:*:prod/ml/**", ${TERM}, controls: [proxy] }]`;
    const { findings } = marked(text, '2027-01-01');
    expect(findings.map(({ exception }) => exception?.controls)).toEqual([undefined, ['proxy']]);
    expect(marked(text, '2027-04-01').findings.every(({ exception }) => exception === undefined)).toBe(true);
  });

  it('is told when the finding is gone', () => {
    const { diagnostics } = marked(`accepted:\n  - { finding: "f:3333333333333333", ${TERM} }`, '2027-01-01');
    expect(diagnostics).toMatchObject([{ code: 'missing-reference', place: { line: 2 } }]);
  });
});
