import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts, TWO, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { externalAccountTrusted } from './external-account-trusted.ts';

function estate(trust: readonly Json[], organisation?: readonly string[]): TestAws {
  const aws = new TestAws();
  aws.role('vendor', { trust, inline: [allow('s3:GetObject')] });
  if (organisation) {
    const parents = Object.fromEntries(organisation.map((id) => [id, 'r-root']));
    const scps = Object.fromEntries(['r-root', ...organisation].map((id) => [id, [allow('*')]]));
    aws.organisation({ parents, scps });
  }
  return aws;
}

describe('external-account-trusted', () => {
  it('is medium without an external id; the proposed policy asks for one and is low', () => {
    const [finding] = judgeAws(estate([trusts({ AWS: `arn:aws:iam::${TWO}:root` })]), externalAccountTrusted);
    expect(finding).toMatchObject({ severity: 'medium', confidence: 'proved' });
    expect(judgeAws(estate(proposed(finding)), externalAccountTrusted)).toMatchObject([
      { severity: 'low', confidence: 'possible' },
    ]);
  });

  it('is critical for every account', () => {
    const [finding] = judgeAws(estate([trusts('*')]), externalAccountTrusted);
    expect(finding).toMatchObject({ severity: 'critical' });
    expect(proposed(finding)).toEqual([]);
  });

  it('stays quiet for accounts of the organisation and of the files', () => {
    const trust = [trusts({ AWS: `arn:aws:iam::${TWO}:root` })];
    expect(judgeAws(estate(trust, [ONE, TWO]), externalAccountTrusted)).toEqual([]);
    expect(judgeAws(estate(trust, [ONE]), externalAccountTrusted)).toHaveLength(1);
    const aws = estate(trust);
    aws.role('theirs', { account: TWO });
    expect(judgeAws(aws, externalAccountTrusted)).toEqual([]);
  });
});
