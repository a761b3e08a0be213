import { describe, expect, it } from 'vitest';
import { hole } from '../../../model/hole.ts';
import { allow, TestAws, trusts } from '../testing/account.ts';

const HERE = hole('account of infra');

describe('what no file names', () => {
  it('is the same wherever it is called the same', () => {
    const aws = new TestAws();
    aws.role('target', { account: HERE, trust: [trusts({ AWS: `arn:aws:iam::${HERE}:root` })] });
    aws.role('able', { account: HERE, inline: [allow('sts:AssumeRole', `arn:aws:iam::${HERE}:role/target`)] });
    aws.role('near', { account: HERE, inline: [allow('sts:AssumeRole', `arn:aws:iam::${HERE}:role/other`)] });
    expect(aws.derived(/ASSUME/u)).toEqual(['ASSUME_ROLE able > target: proved']);
  });

  it('is possible where it is called otherwise', () => {
    const aws = new TestAws();
    aws.role('target', { account: HERE, trust: [trusts({ AWS: `arn:aws:iam::${HERE}:role/able` })] });
    aws.role('able', { account: HERE });
    aws.role('maybe', { account: HERE, trust: [trusts({ AWS: `arn:aws:iam::${HERE}:root` })] });
    aws.role('asks', { account: HERE, inline: [allow('sts:AssumeRole', hole('var.role'))] });
    const edges = aws.derived(/ASSUME/u);
    expect(edges).toContain('ASSUME_ROLE able > target: proved');
    expect(edges.find((one) => one.includes('asks > maybe'))).toMatch(/possible/u);
  });
});
