import { describe, expect, it } from 'vitest';
import type { AwsIdentityFact, AwsResourceFact } from '../../model/aws-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { cloudformation } from './connector.ts';

const read = (text: string, path = 'infra/stack.yaml'): Told => readTexts(cloudformation, { [path]: text });
const identities = (told: Told): readonly AwsIdentityFact[] =>
  told.estate.facts.filter((one) => one.fact === 'aws-identity');
const things = (told: Told): readonly AwsResourceFact[] =>
  told.estate.facts.filter((one) => one.fact === 'aws-resource');

/** Constructed after the CloudFormation template reference (docs.aws.amazon.com/AWSCloudFormation). */
const TRAINING = `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Env: { Type: String, Default: prod }
  DataBucket: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  HasBucket: !Not [!Equals [!Ref DataBucket, '']]
Mappings:
  Names: { prod: { role: trainer-prod }, dev: { role: trainer-dev } }
Resources:
  Trainer:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !FindInMap [Names, !Ref Env, role]
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: !Sub 'sagemaker.\${AWS::URLSuffix}' }, Action: 'sts:AssumeRole' }
      ManagedPolicyArns:
        - !Sub 'arn:\${AWS::Partition}:iam::aws:policy/AmazonSageMakerFullAccess'
        - !Ref Extra
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Join ['', ['arn:aws:s3:::', !Ref Models, '/*']]
              - !If
                - HasBucket
                - Effect: Allow
                  Action: s3:PutObject
                  Resource: !Sub 'arn:aws:s3:::\${DataBucket}/*'
                - !Ref AWS::NoValue
  Extra:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Action: 'iam:PassRole', Resource: !GetAtt Trainer.Arn }]
  Models:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub 'models-\${Env}' }
  Access:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Models
      PolicyDocument:
        Statement: [{ Effect: Deny, Principal: '*', Action: 's3:*', Resource: !GetAtt Models.Arn }]
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Condition: HasBucket
    Properties: { NotebookInstanceName: research, RoleArn: !GetAtt Trainer.Arn, InstanceType: ml.t3.medium }
`;

describe('CloudFormation templates', () => {
  it('roles have their names, trust, inline and managed policies, functions evaluated', () => {
    const told = read(TRAINING);
    const [role] = identities(told);
    expect(told.estate.diagnostics.filter(({ code }) => code !== 'unknown-action')).toEqual([]);
    expect(role?.name).toBe('trainer-prod');
    expect(printHoles(role?.arn ?? '')).toBe('arn:aws:iam::{account of infra}:role/trainer-prod');
    expect(role?.trust?.statements[0]?.principals?.service).toEqual(['sagemaker.amazonaws.com']);
    expect(role?.attached.map(printHoles)).toEqual([
      'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
      'arn:aws:iam::{account of infra}:policy/{Extra of infra.stack.yaml}',
    ]);
    const [read1, write] = role?.inline[0]?.statements ?? [];
    expect(read1?.resources).toEqual(['arn:aws:s3:::models-prod/*']);
    expect(read1?.uncertain).toBeUndefined();
    expect(write?.uncertain).toBe('the condition HasBucket is not known');
    expect(write?.resources?.map(printHoles)).toEqual(['arn:aws:s3:::{DataBucket}/*']);
    expect(write?.evidence).toEqual({ file: 'infra/stack.yaml', line: 33 });
  });

  it('policies of resources join the resource that they name', () => {
    const [bucket] = things(read(TRAINING)).filter(({ type }) => type === 'bucket');
    expect(bucket?.policy?.statements).toMatchObject([{ effect: 'Deny', resources: ['arn:aws:s3:::models-prod'] }]);
    expect(bucket?.policy?.version).toBe('2008-10-17');
  });

  it('what stands under a condition that is not known is possible', () => {
    const [notebook] = things(read(TRAINING)).filter(({ service }) => service === 'sagemaker');
    expect(notebook?.confidence).toBe('possible');
    expect(printHoles(notebook?.role ?? '')).toBe('arn:aws:iam::{account of infra}:role/trainer-prod');
  });
});
