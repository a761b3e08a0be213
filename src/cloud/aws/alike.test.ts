import { describe, expect, it } from 'vitest';
import { hole } from '../../model/hole.ts';
import { mayDo, mayDoAlone } from './ask.ts';
import { basisOf } from './basis.ts';
import { allow, ONE, TestAws, trusts, TWO, type Json } from './testing/account.ts';
import { worldOf } from './world/world.ts';
import type { Known } from './request.ts';

const when = (operator: string, key: string, value: string): Json => ({ Condition: { [operator]: { [key]: value } } });
const deny = (actions: string, resources: string, more: Json = {}): Json => ({
  ...allow(actions, resources, more),
  Effect: 'Deny',
});

/** In one organisation with the first, under the same policies. */
const THREE = '333333333333';

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
  [allow(['s3:*', 'iam:*', 'sts:*'], '*', when('StringEquals', 'aws:PrincipalAccount', THREE))],
  [allow(['s3:*', 'iam:*', 'sts:*'], '*', when('StringEquals', 'aws:ResourceAccount', ONE))],
  [allow(['s3:*', 'iam:*', 'sts:*'], '*', when('StringLike', 'aws:PrincipalOrgPaths', 'o-acme000000/r-root/*'))],
  [allow(['s3:*', 'iam:*', 'sts:*'], '*', when('StringEquals', 'aws:ResourceOrgID', 'o-acme000000'))],
];

const root = { AWS: `arn:aws:iam::${ONE}:root` };
const TRUSTS: readonly (readonly Json[])[] = [
  [trusts(root)],
  [trusts({ AWS: TWO })],
  [trusts({ AWS: [THREE, TWO] })],
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
  for (const account of [ONE, TWO, THREE])
    for (const boundary of account === ONE ? [undefined, limit] : [undefined])
      for (const inline of OWN) {
        const trust = TRUSTS[at % TRUSTS.length] ?? [];
        const tags = { team: `team-${at % 3}` };
        aws.role(`r${at++}`, { account, inline, trust, tags, ...(boundary === undefined ? {} : { boundary }) });
        aws.user(`u${at++}`, { account, inline, tags });
      }
  const everything = [allow('*')];
  aws.organisation({
    parents: { [ONE]: 'r-root', [THREE]: 'r-root' },
    scps: { 'r-root': [allow('*'), ...scps], [ONE]: everything, [THREE]: everything },
  });
  return aws;
}

describe('questions that are alike', () => {
  it.each([
    ['no guardrail', []],
    ['a guardrail on regions', [deny('s3:*', '*', when('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1'))]],
    ['one that spares a role', [deny('s3:*', '*', when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/r1'))]],
    ['one that spares an account', [deny('s3:*', '*', when('StringNotEquals', 'aws:PrincipalAccount', THREE))]],
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
      const among = mayDo(...question);
      // Ten thousand of them: nearly all are the same to the letter.
      if (JSON.stringify(among) !== JSON.stringify(alone))
        expect(among, `${who.arn} ${action} ${target.resource}`).toEqual(alone);
    };
    for (const who of world.identities) {
      for (const [action, resource, known = {}] of QUESTIONS)
        for (const account of [ONE, THREE]) check(world, who, action, { resource, account }, known);
      for (const { arn, account, trust } of world.identities)
        if (trust) check(world, who, 'sts:AssumeRole', { resource: arn, account: account.id, policy: trust }, {});
    }
    expect(allowed).toBeGreaterThan(100);
  });

  it('are those of accounts in equal standing, where no statement is about single ones', () => {
    const world = worldOf(estate([]).estate);
    const keysOf = (account: string, action: string, resource: string): ReadonlySet<string | undefined> => {
      const own = world?.identities.filter((one) => one.account.id === account && !one.boundary) ?? [];
      return new Set(own.map((who) => world && basisOf(world, who, action, { resource, account }, {})?.key));
    };
    const [one, three, two] = [ONE, THREE, TWO].map((id) => keysOf(id, 'iam:PassRole', `arn:aws:iam::${id}:role/x`));
    expect([...(one ?? [])].filter((key) => three?.has(key)).length).toBeGreaterThan(3);
    expect([...(one ?? [])].filter((key) => two?.has(key))).toEqual([]);
  });
});
