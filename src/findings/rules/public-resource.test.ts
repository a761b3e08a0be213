import { describe, expect, it } from 'vitest';
import { TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { publicResource } from './public-resource.ts';

const BUCKET = 'arn:aws:s3:::models';
const open = (action: string, more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: '*',
  Action: action,
  Resource: `${BUCKET}/*`,
  ...more,
});

function judged(policy: readonly Json[], settings: { publicBlocked?: boolean } = {}): ReturnType<typeof judgeAws> {
  const aws = new TestAws();
  aws.thing('s3/bucket', BUCKET, { policy, ...settings });
  return judgeAws(aws, publicResource);
}

describe('public-resource', () => {
  it('is high for reading and critical for writing, and the proposed policy closes it', () => {
    const kept = {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${BUCKET}/*`,
    };
    const [finding] = judged([open('s3:GetObject'), kept]);
    expect(finding).toMatchObject({ severity: 'high', confidence: 'proved' });
    expect(proposed(finding)).toEqual([kept]);
    expect(judged(proposed(finding))).toEqual([]);
    expect(judged([open('s3:PutObject')])).toMatchObject([{ severity: 'critical' }]);
  });

  it('is medium under a condition that could not be decided', () => {
    expect(
      judged([open('s3:GetObject', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })]),
    ).toMatchObject([{ severity: 'medium', confidence: 'possible' }]);
  });

  it('stays quiet behind Block Public Access and for an organisation alone', () => {
    expect(judged([open('s3:GetObject')], { publicBlocked: true })).toEqual([]);
    expect(
      judged([open('s3:GetObject', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme000000' } } })]),
    ).toEqual([]);
  });
});

describe('public-resource, of roles', () => {
  const POOLS = 'cognito-identity.amazonaws.com';
  const pool = (more: Json): Json => ({
    Effect: 'Allow',
    Principal: { Federated: POOLS },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${POOLS}:aud`]: 'us-east-1:12345678-dead-beef-cafe-123456790abc' }, ...more },
  });
  const ofRole = (trust: readonly Json[]): ReturnType<typeof judgeAws> => {
    const aws = new TestAws();
    aws.role('app', { trust });
    return judgeAws(aws, publicResource);
  };

  it('fires for one that guests of an identity pool may take on, and the proposed policy closes it', () => {
    const [finding] = ofRole([pool({})]);
    expect(finding).toMatchObject({ severity: 'medium', confidence: 'possible' });
    expect(ofRole(proposed(finding))).toEqual([]);
  });

  it('is quiet for one of who has signed in', () => {
    expect(ofRole([pool({ 'ForAnyValue:StringLike': { [`${POOLS}:amr`]: 'authenticated' } })])).toEqual([]);
  });
});
