import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws } from '../testing/account.ts';

describe('who may let itself into a cluster', () => {
  const cluster = `arn:aws:eks:eu-west-1:${ONE}:cluster/prod`;
  const ENTRY = ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'];

  it('by an access entry with the policy of an administrator, where the cluster takes entries', () => {
    const aws = new TestAws();
    aws.thing('eks/cluster', cluster);
    const view = {
      Condition: { ArnEquals: { 'eks:policyArn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy' } },
    };
    aws.user('able', { inline: [allow([...ENTRY, 'eks:UpdateClusterConfig'])] });
    aws.user('entry', { inline: [allow(ENTRY)] });
    aws.user('only-entry', { inline: [allow('eks:CreateAccessEntry')] });
    aws.user('viewer', { inline: [allow('eks:CreateAccessEntry'), allow('eks:AssociateAccessPolicy', '*', view)] });
    aws.user('elsewhere', {
      inline: [
        allow(
          ENTRY,
          ['cluster/dev', 'access-entry/dev/*'].map((one) => `arn:aws:eks:eu-west-1:${ONE}:${one}`),
        ),
      ],
    });
    expect(aws.derived(/^CLUSTER_ADMIN$/u)).toEqual([
      'CLUSTER_ADMIN able > prod: proved',
      'CLUSTER_ADMIN entry > prod: possible (the cluster takes access entries)',
      'CLUSTER_ADMIN entry > prod: possible (the cluster takes access entries; the caller has an access entry)',
    ]);
  });
});
