import { describe, expect, it } from 'vitest';
import { TestAws, allow, type Json } from '../testing/account.ts';
import { tellAwsLoosePolicy } from '../../tell/aws.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { Estate } from '../../../model/estate.ts';

const open = (Resource: unknown, more: Json = {}): Json => ({
  Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource, ...more,
}); // prettier-ignore

/** The policy as one that `file` holds alone; `aws` may use it. */
function put(aws: TestAws, file: string, statements: readonly Json[]): AwsPolicy {
  const evidence = { file, line: 1 };
  const read = aws.policy(file, statements);
  const policy = { ...read, evidence, statements: read.statements.map((one) => ({ ...one, evidence })) };
  tellAwsLoosePolicy(
    aws.estate,
    { file, policy, account: '111111111111', environment: 'unknown', evidence: [evidence], confidence: 'configured' },
    'default',
    file,
  );
  return policy;
}

function settled(file: string, statements: readonly Json[], use?: (aws: TestAws, policy: AwsPolicy) => void): Estate {
  const aws = new TestAws();
  use?.(aws, put(aws, file, statements));
  if (!use) put(aws, file, statements);
  aws.derived();
  return aws.estate.build();
}

const told = ({ diagnostics }: Estate): readonly string[] =>
  diagnostics.filter(({ code }) => code === 'policy-of-nobody').map(({ message }) => message);
const wild = ({ facts }: Estate): readonly unknown[] => facts.filter(({ fact }) => fact === 'wildcard-right');

describe('a policy document alone in a file', () => {
  it('of an identity is told as of nobody, and what it gives too much as possible', () => {
    const estate = settled('policies/ml.json', [allow(['s3:*', 'logs:Get*'])]);
    expect(told(estate)).toEqual(['no file says who has this policy']);
    expect(wild(estate)).toMatchObject([
      { node: 'aws:PolicyFile:default/policies%2Fml.json', services: ['s3'], loose: true, confidence: 'possible' },
    ]);
  });

  it.each([
    ['policies/scp.json', [allow('*')]],
    ['org/permission-boundary.json', [allow('*')]],
    ['policies/ml.json', [allow('s3:*', 'arn:aws:s3:::own/*')]],
    ['policies/ml.json', [allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }]],
  ])('%s gives nobody everything: %j', (file, statements) => {
    expect(wild(settled(file, statements))).toEqual([]);
  });

  it('is nothing of its own where another file uses it', () => {
    const estate = settled('policies/ml.json', [allow('s3:*')], (aws, policy) => {
      const at = { evidence: [aws.place()], confidence: 'configured', environment: 'unknown' } as const;
      const arn = 'arn:aws:iam::111111111111:policy/ml';
      aws.role('app', { attached: [arn] });
      aws.estate.fact({ fact: 'aws-policy', node: 'aws:Policy:111111111111/ml', account: '111111111111', arn, policy, ...at });
    }); // prettier-ignore
    expect(told(estate)).toEqual([]);
    expect(wild(estate)).toMatchObject([{ confidence: 'proved' }]);
  });

  it('about one bucket is the policy of that bucket, as possible', () => {
    const estate = settled('bucket.json', [open(['arn:aws:s3:::acme-public/*', 'arn:aws:s3:::acme-public'])]);
    expect(told(estate)).toEqual([]);
    expect(estate.facts.filter(({ fact }) => fact === 'public-resource')).toMatchObject([
      { node: 'aws:Bucket:acme-public', to: 'anonymous', confidence: 'possible' },
    ]);
  });

  it('about several things, or a bucket that has another policy, is told as of nobody', () => {
    expect(told(settled('two.json', [open('arn:aws:s3:::a-bucket/*'), open('arn:aws:s3:::b-bucket/*')]))).toEqual([
      'no file says which thing has this resource policy',
    ]);
    const other = settled('bucket.json', [open('arn:aws:s3:::acme-public/*')], (aws) => {
      const policy = [{ ...open('arn:aws:s3:::acme-public/*'), Principal: { AWS: '111111111111' } }];
      aws.thing('s3/bucket', 'arn:aws:s3:::acme-public', { policy });
    });
    expect(told(other)).toEqual(['the thing that this policy is about has another one in another file']);
    expect(other.facts.filter(({ fact }) => fact === 'public-resource')).toEqual([]);
  });

  it('that says who takes a role on is told as of no role', () => {
    const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    expect(told(settled('trust.json', [trust]))).toEqual(['no file says which role has this trust policy']);
  });
});
