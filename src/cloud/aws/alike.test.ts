import { describe, expect, it } from 'vitest';
import { hole } from '../../model/hole.ts';
import { mayDo, mayDoAlone } from './ask.ts';
import { allow, ONE, TestAws, trusts, TWO, type Json } from './testing/account.ts';
import { worldOf } from './world/world.ts';
import type { Known } from './request.ts';

const when = (operator: string, key: string, value: string): Json => ({ Condition: { [operator]: { [key]: value } } });
const deny = (actions: string, resources: string, more: Json = {}): Json => ({
  ...allow(actions, resources, more),
  Effect: 'Deny',
});

/** Policies that say the same in other places, or almost the same. */
const OWN: readonly (readonly Json[])[] = [
  [allow('s3:GetObject', 'arn:aws:s3:::data/*')],
  [allow('s3:GetObject', 'arn:aws:s3:::data/team-?/*')],
  [allow('s3:GetObject', 'arn:aws:s3:::data/team-1/file'), allow('s3:GetObject', 'arn:aws:s3:::data/*')],
  [allow('s3:*'), deny('s3:Get*', 'arn:aws:s3:::data/team-1/*')],
  [allow('s3:GetObject', 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*')],
  [allow('s3:GetObject', '*', when('StringEquals', 'aws:PrincipalTag/team', 'team-1'))],
  [allow('s3:GetObject', '*', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/r1'))],
  [allow('s3:GetObject', '*', when('StringEquals', 's3:ExistingObjectTag/a', 'b'))],
  [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow(['iam:PassRole', 'sts:AssumeRole'])],
  [{ Effect: 'Allow', Action: ['iam:PassRole', 'sts:AssumeRole', 's3:*'], NotResource: `arn:aws:iam::${ONE}:role/r1` }],
  [allow('iam:PassRole', '*', when('StringEquals', 'iam:PassedToService', 'lambda.amazonaws.com'))],
  [allow('sts:AssumeRole', `arn:aws:iam::*:role/r*`), allow('kms:Decrypt', `arn:aws:kms:*:${ONE}:key/*`)],
  [allow('sts:AssumeRole', `arn:aws:iam::${ONE}:role/r1`)],
];

const root = { AWS: `arn:aws:iam::${ONE}:root` };
const TRUSTS: readonly (readonly Json[])[] = [
  [trusts(root)],
  [trusts({ AWS: TWO })],
  [trusts(root, { StringEquals: { 'sts:ExternalId': 'x' } })],
  [trusts({ AWS: [`arn:aws:iam::${ONE}:role/r2`, `arn:aws:iam::${TWO}:role/r3`] })],
  [trusts({ AWS: `arn:aws:sts::${ONE}:assumed-role/r2/job` })],
  [trusts('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ONE}:role/r4` } })],
  [trusts({ Service: 'lambda.amazonaws.com' })],
];

const QUESTIONS: readonly (readonly [action: string, resource: string, known?: Known])[] = [
  ['s3:GetObject', 'arn:aws:s3:::data/team-1/file'],
  ['s3:GetObject', 'arn:aws:s3:::data/team-2/file'],
  ['s3:GetObject', 'arn:aws:s3:::other/file'],
  ['s3:GetObject', `arn:aws:s3:::data/${hole('key')}`],
  ['s3:GetObject', '*', { 'aws:RequestedRegion': ['eu-west-1'] }],
  ['iam:PassRole', `arn:aws:iam::${ONE}:role/r1`, { 'iam:PassedToService': ['lambda.amazonaws.com'] }],
  ['iam:PassRole', `arn:aws:iam::${ONE}:role/r2`, { 'iam:PassedToService': ['ec2.amazonaws.com'] }],
  ['iam:PassRole', `arn:aws:iam::${ONE}:role/r2`, { 'iam:PassedToService': [] }],
  ['kms:Decrypt', `arn:aws:kms:eu-west-1:${ONE}:key/1`],
];

function estate(scps: readonly Json[]): TestAws {
  const aws = new TestAws();
  const limit = aws.managed('limit', [allow(['s3:*', 'iam:*', 'sts:*']), deny('s3:*', 'arn:aws:s3:::data/team-2/*')]);
  let at = 0;
  for (const account of [ONE, TWO])
    for (const boundary of account === ONE ? [undefined, limit] : [undefined])
      for (const inline of OWN) {
        const trust = TRUSTS[at % TRUSTS.length] ?? [];
        const tags = { team: `team-${at % 3}` };
        aws.role(`r${at++}`, { account, inline, trust, tags, ...(boundary === undefined ? {} : { boundary }) });
        aws.user(`u${at++}`, { account, inline, tags });
      }
  aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': [allow('*'), ...scps], [ONE]: [allow('*')] } });
  return aws;
}

describe('questions that are alike', () => {
  it.each([
    ['no guardrail', []],
    ['a guardrail on regions', [deny('s3:*', '*', when('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1'))]],
    ['one that spares a role', [deny('s3:*', '*', when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/r1'))]],
    [
      'one on some things',
      [deny('s3:*', 'arn:aws:s3:::data/team-1/*'), deny('iam:PassRole', 'arn:aws:iam::*:role/r1')],
    ],
  ])('have the answer that each has by itself: %s', (_, scps) => {
    const world = worldOf(estate(scps).estate);
    if (!world) throw new Error('no world');
    let allowed = 0;
    const check = (...question: Parameters<typeof mayDoAlone>): void => {
      const [, who, action, target] = question;
      const alone = mayDoAlone(...question);
      if (alone) allowed++;
      expect(mayDo(...question), `${who.arn} ${action} ${target.resource}`).toEqual(alone);
    };
    for (const who of world.identities) {
      for (const [action, resource, known = {}] of QUESTIONS)
        check(world, who, action, { resource, account: ONE }, known);
      for (const { arn, account, trust } of world.identities)
        if (trust) check(world, who, 'sts:AssumeRole', { resource: arn, account: account.id, policy: trust }, {});
    }
    expect(allowed).toBeGreaterThan(100);
  });
});
