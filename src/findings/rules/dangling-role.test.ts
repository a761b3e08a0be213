import { describe, expect, it } from 'vitest';
import type { DanglingFact } from '../../model/facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { danglingRole } from './dangling-role.ts';

/** A binding of `ml/gone`, whose role is told to be missing; `other` stands beside it where it is given. */
function bound(more: Partial<DanglingFact>, other = ''): TestEstate {
  const estate = new TestEstate();
  const role = estate.role('gone', [{}], { namespace: 'ml' });
  const node = estate.bind(role, [estate.account('ml/x')], { namespace: 'ml' });
  if (other !== '') estate.role(other, [{}], { namespace: 'ml' });
  const missing = role.replace('/gone', '/missing');
  estate.fact({ fact: 'dangling', node, relation: 'role', missing, evidence: [estate.place()], confidence: 'configured', ...more }); // prettier-ignore
  return estate;
}

describe('dangling-role', () => {
  it('is possible where other roles of the namespace stand in the files, and sure of a whole export', () => {
    const [finding] = bound({}, 'other').judge(danglingRole);
    expect(finding).toMatchObject({ severity: 'low', confidence: 'possible' });
    expect(finding?.title).toContain('gives role ml/missing, which does not exist');
    expect(bound({ whole: true }).judge(danglingRole)).toMatchObject([{ confidence: 'configured' }]);
  });

  it('stays quiet for templates, roles that ship with Kubernetes, and accounts that are missing', () => {
    expect(bound({ confidence: 'possible' }, 'other').judge(danglingRole)).toEqual([]);
    expect(bound({ relation: 'subject' }, 'other').judge(danglingRole)).toEqual([]);
  });
});
