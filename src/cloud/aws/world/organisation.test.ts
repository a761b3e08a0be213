import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts, TWO, type Json } from '../testing/account.ts';

const BUCKET = 'arn:aws:s3:::train';
const ALL = [allow('*')];
const OBJECTS = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
const PATH = { [ONE]: 'ou-ml', 'ou-ml': 'r-root' };
const unread = (type: string, ids: string): string =>
  `possible (${type} control policies of ${ids} are in no file and allow it)`;

function reads(settings: Parameters<TestAws['organisation']>[0]): readonly string[] {
  const aws = new TestAws();
  aws.thing('s3/bucket', BUCKET);
  aws.role('reader', { inline: [allow('s3:GetObject', `${BUCKET}/*`)] });
  aws.organisation(settings);
  return aws.derived(/^DATA_ACCESS$/u).map((edge) => edge.replace('DATA_ACCESS reader > train: ', ''));
}

const scps = (one: Readonly<Record<string, readonly Json[]>>) => ({ parents: PATH, scps: one });
const EVERYWHERE = { 'r-root': ALL, 'ou-ml': ALL, [ONE]: ALL };

/** Sentence, what is told of the organisation, what a role with a right of its own may. */
const CASES: readonly (readonly [string, Parameters<TestAws['organisation']>[0], readonly string[]])[] = [
  ['every level was read and allows', scps(EVERYWHERE), ['proved']],
  ['a level that was read allows something else', scps({ ...EVERYWHERE, 'ou-ml': [allow('ec2:*')] }), []],
  ['a level has no policy: it was not read, and denies nothing', scps({ 'r-root': ALL, [ONE]: ALL }), [unread('service', 'ou-ml')]],
  ['no level was read', scps({}), [unread('service', `r-root, ou-ml, ${ONE}`)]],
  ['a level has more than was read', { ...scps(EVERYWHERE), unreadScps: ['r-root'] }, [unread('service', 'r-root')]],
  ['what was read does not allow, what was not may', { ...scps({ ...EVERYWHERE, 'ou-ml': [allow('ec2:*')] }), unreadScps: ['ou-ml'] }, [unread('service', 'ou-ml')]],
  ['what was read denies, whatever the rest says', { ...scps({ ...EVERYWHERE, 'ou-ml': [...ALL, { Effect: 'Deny', Action: 's3:*', Resource: '*' }] }), unreadScps: ['ou-ml'] }, []],
  ['service control policies are not in use', { ...scps({}), scpsEnabled: false }, ['proved']],
  ['the management account is restricted by none', { ...scps({}), management: ONE }, ['proved']],
  ['resource control policies of a level were not read', { ...scps(EVERYWHERE), rcps: { 'r-root': ALL, [ONE]: ALL } }, [unread('resource', 'ou-ml')]],
  ['one that was read denies', { ...scps(EVERYWHERE), rcps: { 'r-root': [...ALL, OBJECTS], 'ou-ml': ALL, [ONE]: ALL } }, []],
  ['all of them were read and allow', { ...scps(EVERYWHERE), rcps: EVERYWHERE }, ['proved']],
]; // prettier-ignore

describe('levels of an organisation', () => {
  it.each(CASES)('where %s', (_, settings, want) => {
    expect(reads(settings)).toEqual(want);
  });

  it('that were not read are no doubt about a service that they do not cover', () => {
    const aws = new TestAws();
    aws.thing('sagemaker/endpoint', `arn:aws:sagemaker:eu-west-1:${ONE}:endpoint/e`);
    aws.role('caller', { inline: [allow('sagemaker:InvokeEndpoint')] });
    aws.organisation({ ...scps(EVERYWHERE), rcps: {} });
    expect(aws.derived(/^INVOKES$/u)).toEqual(['INVOKES caller > e: proved']);
  });

  it('of the account of a role are a doubt about who takes it on from another', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [trusts({ AWS: `arn:aws:iam::${TWO}:role/far` })] });
    aws.role('far', { account: TWO, inline: [allow('sts:AssumeRole')] });
    aws.organisation({
      parents: { [ONE]: 'r-root', [TWO]: 'r-root' },
      scps: { 'r-root': ALL, [ONE]: ALL, [TWO]: ALL },
      rcps: { 'r-root': ALL, [TWO]: ALL },
    });
    expect(aws.derived(/^ASSUME_ROLE$/u)).toEqual([`ASSUME_ROLE far > target: ${unread('resource', ONE)}`]);
  });
});
