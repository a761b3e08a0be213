import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noPurpose } from './no-purpose.ts';

describe('no-purpose', () => {
  it('fires for an account with rights, and proposes what runs as it', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/x');
    estate.bind(estate.role('r', [{}]), [account]);
    estate.workload('ml/Deployment/serve', account, { functions: ['serving'] });
    const [finding] = estate.judge(noPurpose);
    expect(finding).toMatchObject({ severity: 'low', title: 'service account ml/x has rights and no purpose' });
    expect(finding?.plan.kind === 'policy' && finding.plan.text).toContain('purpose: "serving: Workload ml/serve"');
  });

  it('stays quiet without rights and with a purpose', () => {
    const estate = new TestEstate();
    estate.account('ml/no-rights');
    const told = estate.account('ml/told', { declared: { purpose: 'serves the ranking model' } });
    estate.bind(estate.role('r', [{}]), [told]);
    expect(estate.judge(noPurpose)).toEqual([]);
  });
});
