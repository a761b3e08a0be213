import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { allow, ONE, TestAws, TWO, type Json } from './testing/account.ts';
import { worldOf } from './world/world.ts';
import { whoCanDo } from './who-can.ts';

const KEY = `arn:aws:kms:eu-west-1:${ONE}:key/1`;

/** Who may, by what was read, and what that waits for; and the answer that `iam explain` gives. */
function asked(inline: readonly Json[], action: string, arn: string): readonly unknown[] {
  const aws = new TestAws();
  aws.role('r', { inline });
  const world = worldOf(aws.estate);
  const [who] = world?.identities ?? [];
  if (!world || !who) throw new Error('no role');
  const [holder] = whoCanDo(world, action, [arn]);
  const { answer, doubts } = explain(world, who, {
    principal: 'r',
    action,
    resource: arn,
    context: {},
    complete: false,
  });
  return [holder?.granted.confidence, holder?.granted.precondition, answer.outcome, doubts];
}

describe('a policy that has to allow and is in no file', () => {
  it('of a key may leave it to the account: possible, not denied', () => {
    const doubt = 'the policy of the key is in no file and lets it';
    expect(asked([allow('kms:Decrypt')], 'kms:Decrypt', KEY)).toEqual([
      'possible',
      doubt,
      'allow',
      [`it does only if ${doubt}`],
    ]);
  });

  it('of a role, or of what is of another account, may admit', () => {
    const trust = 'the trust policy of the role is in no file and admits it';
    const role = `arn:aws:iam::${TWO}:role/other`;
    expect(asked([allow('sts:AssumeRole')], 'sts:AssumeRole', role)).toEqual([
      'possible',
      trust,
      'allow',
      [`it does only if ${trust}`],
    ]);
    const policy = 'the policy of the resource is in no file and admits it';
    const secret = `arn:aws:secretsmanager:eu-west-1:${TWO}:secret:a-123456`;
    expect(asked([allow('secretsmanager:*')], 'secretsmanager:GetSecretValue', secret)).toEqual([
      'possible',
      policy,
      'allow',
      [`it does only if ${policy}`],
    ]);
  });

  it.each([
    ['bedrock:InvokeModel', 'bedrock:eu-west-1', 'custom-model/a.b/c'],
    ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:eu-west-1', 'runtime/r-1234567890'],
    ['s3vectors:QueryVectors', 's3vectors:eu-west-1', 'bucket/b/index/i'],
    ['qbusiness:SearchRelevantContent', 'qbusiness:eu-west-1', 'application/a'],
    ['ssm:GetParameter', 'ssm:eu-west-1', 'parameter/p'],
  ])('of a thing of another account may admit %s', (action, where, what) => {
    const doubt = 'the policy of the resource is in no file and admits it';
    expect(asked([allow('*')], action, `arn:aws:${where}:${TWO}:${what}`)).toEqual([
      ...['possible', doubt, 'allow'],
      [`it does only if ${doubt}`],
    ]);
  });

  it.each(['sts:TagSession', 'sts:SetSourceIdentity'])('of a role may admit %s too', (action) => {
    const doubt = 'the trust policy of the role is in no file and admits it';
    const role = `arn:aws:iam::${ONE}:role/other`;
    expect(asked([allow('sts:*')], action, role)).toEqual(['possible', doubt, 'allow', [`it does only if ${doubt}`]]);
  });

  it('of the key behind an alias is a doubt; what is done to the alias itself is none', () => {
    const doubt = 'the key behind the alias is in no file, and the policies of both sides are of that key';
    for (const account of [ONE, TWO]) {
      const alias = `arn:aws:kms:eu-west-1:${account}:alias/models`;
      expect(asked([allow('kms:*')], 'kms:Decrypt', alias)).toEqual([
        ...['possible', doubt, 'allow'],
        [`it does only if ${doubt}`],
      ]);
    }
    const own = `arn:aws:kms:eu-west-1:${ONE}:alias/models`;
    expect(asked([allow('kms:*')], 'kms:DeleteAlias', own)).toEqual(['proved', undefined, 'allow', []]);
  });

  it('of a bucket in no file is a doubt: it may be of any account', () => {
    expect(asked([allow('s3:*')], 's3:GetObject', 'arn:aws:s3:::models/x')).toEqual([
      ...['possible', `the resource is of account ${ONE}`, 'allow'],
      [`it does only if the resource is of account ${ONE}`],
    ]);
  });

  it('is none of what has no account in its name, which is of who asks or of the provider', () => {
    const model = 'arn:aws:bedrock:eu-west-1::foundation-model/a.b-v1:0';
    expect(asked([allow('bedrock:InvokeModel')], 'bedrock:InvokeModel', model)).toEqual([
      ...['proved', undefined, 'allow', []],
    ]);
  });

  it('gives nothing to whom the policies of the identity do not', () => {
    expect(asked([allow('s3:*')], 'kms:Decrypt', KEY)[0]).toBeUndefined();
    expect(
      asked([allow('ec2:*')], 'ec2:TerminateInstances', `arn:aws:ec2:eu-west-1:${TWO}:instance/i-1`)[0],
    ).toBeUndefined();
  });

  it('of a key that a policy only names is a doubt, and gives nothing that the identity is not given', () => {
    const aws = new TestAws();
    aws.role('reader', { inline: [allow('kms:Decrypt', KEY)] });
    aws.role('denied', { inline: [allow('kms:CreateGrant', KEY), { ...allow('kms:CreateGrant'), Effect: 'Deny' }] });
    expect(aws.derived(/^DATA_ACCESS$/u)).toEqual([
      'DATA_ACCESS reader > 1: possible (the policy of the key leaves it to the account)',
    ]);
  });
});
