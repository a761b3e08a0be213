import { describe, expect, it } from 'vitest';
import { artifactId } from '../../../artifacts/model-uris.ts';
import { allow, ONE, TestAws, TWO } from '../testing/account.ts';

const USES =
  /^(?:DATA_ACCESS|INVOKES|CHANGES_SERVING|TRAINS|READS_LOGS|PROMOTES|CAN_WRITE_ARTIFACT|WRITE_SECRET|INDEXES|RETRIEVES_FROM)$/u;
const BUCKET = 'arn:aws:s3:::train';

describe('who may use what', () => {
  it('a bucket, by object and by policy, near misses left out', () => {
    const aws = new TestAws();
    aws.thing('s3/bucket', BUCKET);
    aws.role('reader', { inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
    aws.role('lister', { inline: [allow('s3:ListBucket', BUCKET)] });
    aws.role('bucket-only', { inline: [allow('s3:GetObject', BUCKET)] });
    aws.role('other', { inline: [allow('s3:*', ['arn:aws:s3:::training', 'arn:aws:s3:::training/*'])] });
    aws.role('folder', { inline: [allow('s3:GetObject', `${BUCKET}/logs/*`)] });
    expect(aws.derived(USES)).toEqual([
      `DATA_ACCESS folder > train: possible (what is wanted is in ${BUCKET}/logs/*)`,
      'DATA_ACCESS other > training: possible (it is of account 111111111111, or its policy admits it too)',
      'DATA_ACCESS reader > train: proved',
    ]);
  });

  it('a model in a bucket, by whoever may put an object where it lies', () => {
    const aws = new TestAws();
    for (const uri of ['s3://train/rank/model.pkl', 's3://elsewhere/rank', 'gs://train/rank.pkl'])
      aws.estate.node({
        id: artifactId(uri, 'prod'), kind: 'ModelArtifact', name: uri, realm: 'prod', environment: 'unknown', evidence: [aws.place()],
      }); // prettier-ignore
    aws.thing('s3/bucket', BUCKET);
    aws.role('writer', { inline: [allow('s3:PutObject', `${BUCKET}/*`)] });
    aws.role('of-the-file', { inline: [allow('s3:*', `${BUCKET}/rank/model.pkl`)] });
    aws.role('of-the-folder', { inline: [allow('s3:PutObject', `${BUCKET}/rank/*`)] });
    aws.role('of-another-folder', { inline: [allow('s3:PutObject', `${BUCKET}/logs/*`)] });
    aws.role('reader', { inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
    aws.role('abroad', { inline: [allow('s3:PutObject', 'arn:aws:s3:::elsewhere/rank/*')] });
    expect(aws.derived(/^CAN_WRITE_ARTIFACT$/u)).toEqual([
      'CAN_WRITE_ARTIFACT abroad > rank: possible (the bucket elsewhere is of account 111111111111, or its policy admits it too)',
      'CAN_WRITE_ARTIFACT of-the-file > model.pkl: proved',
      'CAN_WRITE_ARTIFACT of-the-folder > model.pkl: proved',
      'CAN_WRITE_ARTIFACT writer > model.pkl: proved',
    ]);
  });

  it('a bucket policy denies, and admits another account with its own side', () => {
    const aws = new TestAws();
    const policy = [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${TWO}:root` },
        Action: 's3:GetObject',
        Resource: `${BUCKET}/*`,
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [BUCKET, `${BUCKET}/*`],
        Condition: { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ONE}:role/barred` } },
      },
    ];
    aws.thing('s3/bucket', BUCKET, { policy });
    aws.role('barred', { inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
    aws.role('far', { account: TWO, inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
    aws.role('far-without', {
      account: TWO,
      inline: [allow('dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${TWO}:table/t`)],
    });
    expect(aws.derived(/DATA_ACCESS/u)).toEqual([
      'DATA_ACCESS far > train: proved',
      'DATA_ACCESS far-without > t: proved',
    ]);
  });

  it('a key of the account has to let the caller decrypt', () => {
    const aws = new TestAws();
    const key = `arn:aws:kms:eu-west-1:${ONE}:key/k1`;
    const holder = { AWS: `arn:aws:iam::${ONE}:role/both` };
    aws.thing('kms/key', key, { policy: [{ Effect: 'Allow', Principal: holder, Action: 'kms:*', Resource: '*' }] });
    aws.thing('secretsmanager/secret', `arn:aws:secretsmanager:eu-west-1:${ONE}:secret:db-AbCdEf`, { kmsKey: key });
    aws.role('both', { inline: [allow('secretsmanager:GetSecretValue')] });
    aws.role('secret-only', { inline: [allow(['secretsmanager:GetSecretValue', 'kms:Decrypt'])] });
    expect(aws.derived(USES)).toEqual(['DATA_ACCESS both > db-AbCdEf: proved', 'DATA_ACCESS both > k1: proved']);
  });

  it('everything of a kind that no file lists is one node; what a policy names is its own', () => {
    const aws = new TestAws();
    aws.role('wide', { inline: [allow(['s3:GetObject', 'bedrock:InvokeModel'])] });
    aws.role('named', {
      inline: [
        allow(
          'bedrock:InvokeModel',
          'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0',
        ),
      ],
    });
    expect(aws.derived(USES)).toEqual([
      'DATA_ACCESS wide > *: proved',
      'INVOKES named > 0: proved',
      'INVOKES wide > *: proved',
      'INVOKES wide > *: proved',
      'INVOKES wide > *: proved',
      'INVOKES wide > *: proved',
    ]);
    const model = [...aws.estate.allNodes()].find(({ name }) => name.startsWith('anthropic'));
    expect(model?.name).toBe('anthropic.claude-3-haiku-20240307-v1:0');
    expect(aws.estate.has(`aws:Bucket:${ONE}/*`)).toBe(true);
  });

  it('who serves, trains, promotes, changes and logs', () => {
    const aws = new TestAws();
    const at = (rest: string): string => `arn:aws:sagemaker:eu-west-1:${ONE}:${rest}`;
    aws.thing('sagemaker/endpoint', at('endpoint/chat'));
    aws.thing('sagemaker/model-package-group', at('model-package-group/chat'));
    aws.role('caller', { inline: [allow('sagemaker:InvokeEndpoint', at('endpoint/chat'))] });
    aws.role('releaser', {
      inline: [
        allow('sagemaker:UpdateEndpoint', at('endpoint/*')),
        allow('sagemaker:UpdateModelPackage', at('model-package/chat/*')),
      ],
    });
    aws.role('looker', { inline: [allow('sagemaker:Describe*')] });
    aws.role('muter', { inline: [allow('bedrock:DeleteModelInvocationLoggingConfiguration')] });
    expect(aws.derived(USES)).toEqual([
      'CHANGES_SERVING muter > *: proved',
      'CHANGES_SERVING releaser > chat: proved',
      'INVOKES caller > chat: proved',
      'PROMOTES releaser > chat: proved',
    ]);
  });

  it('a public bucket is an entry for everybody, unless public access is blocked', () => {
    const aws = new TestAws();
    const policy = (name: string, more = {}): object[] => [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*`, ...more },
    ];
    aws.thing('s3/bucket', 'arn:aws:s3:::open', { policy: policy('open') as never });
    aws.thing('s3/bucket', 'arn:aws:s3:::blocked', { policy: policy('blocked') as never, publicBlocked: true });
    aws.thing('s3/bucket', 'arn:aws:s3:::ours', {
      policy: policy('ours', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme000000' } } }) as never,
    });
    expect(aws.derived(USES)).toEqual(['DATA_ACCESS anonymous > open: proved']);
    expect(aws.estate.allFacts().filter(({ fact }) => fact === 'public-resource')).toHaveLength(1);
  });

  it('the same estate gives the same edges in whatever order it is told', () => {
    const told = (names: readonly string[]): readonly string[] => {
      const aws = new TestAws();
      for (const name of names) aws.role(name, { inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
      aws.thing('s3/bucket', BUCKET);
      return aws.derived();
    };
    expect(told(['a', 'b', 'c'])).toEqual(told(['c', 'a', 'b']));
  });
});

describe('services that run models and agents', () => {
  it.each([
    ['bedrock-agentcore/runtime', 'bedrock-agentcore', 'runtime/r1', 'bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:UpdateAgentRuntime'],
    ['bedrock/flow', 'bedrock', 'flow/F1', 'bedrock:InvokeFlow', 'bedrock:UpdateFlow'],
    ['bedrock/provisioned-model', 'bedrock', 'provisioned-model/p1', 'bedrock:InvokeModel', 'bedrock:UpdateProvisionedModelThroughput'],
    ['sagemaker/mlflow-tracking-server', 'sagemaker', 'mlflow-tracking-server/m1', 'sagemaker:CreatePresignedMlflowTrackingServerUrl', 'sagemaker:UpdateMlflowTrackingServer'],
  ])('%s: who invokes it and who changes it', (kind, service, rest, invoke, change) => {
    const aws = new TestAws();
    const arn = `arn:aws:${service}:eu-west-1:${ONE}:${rest}`;
    aws.thing(kind, arn);
    aws.role('caller', { inline: [allow(invoke, [arn, `${arn}/*`])] });
    aws.role('changer', { inline: [allow(change, arn)] });
    aws.role('other', { inline: [allow([invoke, change], `${arn}x`)] });
    const name = rest.split('/').at(-1) ?? '';
    expect(aws.derived(/^(?:INVOKES|CHANGES_SERVING)$/u).filter((one) => one.includes(` > ${name}:`))).toEqual([
      `CHANGES_SERVING changer > ${name}: proved`,
      `INVOKES caller > ${name}: proved`,
    ]);
  }); // prettier-ignore
});
