import { describe, expect, it } from 'vitest';
import { collected, details } from '../../../test/contract/samples/aws.ts';
import type { Fact } from '../../model/facts.ts';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { aws } from './connector.ts';

const ROLE = 'aws:Role:111122223333/arn:aws:iam::111122223333:role%2Ftrainer-prod';
const read = (files: Readonly<Record<string, unknown>>): Told =>
  readTexts(aws, Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)])));
const facts = <F extends Fact['fact']>({ estate }: Told, fact: F): readonly Extract<Fact, { fact: F }>[] =>
  estate.facts.filter((one): one is Extract<Fact, { fact: F }> => one.fact === fact);

describe('authorization details', () => {
  const told = read({ 'a.json': details });

  it('gives a role its trust from URL-encoded text, its boundary, environment and last use', () => {
    const role = facts(told, 'aws-identity').find((one) => one.type === 'role');
    expect(role).toMatchObject({
      node: ROLE,
      account: '111122223333',
      boundary: 'arn:aws:iam::111122223333:policy/edge',
      lastUsed: '2026-01-02',
      instanceProfiles: ['arn:aws:iam::111122223333:instance-profile/gpu'],
    });
    expect(role?.trust?.statements[0]?.principals?.service).toEqual(['lambda.amazonaws.com']);
    expect(told.estate.nodes.find((one) => one.id === ROLE)?.environment).toBe('prod');
  });

  it('takes the default version of a managed policy alone', () => {
    const [policy] = facts(told, 'aws-policy');
    expect(policy?.policy.statements.map((one) => one.actions)).toEqual([['sagemaker:CreateTrainingJob']]);
  });

  it('joins a user to the group by name, although the group has a path', () => {
    const member = told.estate.edges.find((one) => one.kind === 'MEMBER_OF');
    expect(member?.to).toBe('aws:Group:111122223333/arn:aws:iam::111122223333:group%2Fpeople%2Fscientists');
  });

  it('takes the owner from a tag', () => {
    const user = told.estate.nodes.find((one) => one.kind === 'CloudUser');
    expect(user?.declared).toEqual({ owner: 'team-ml' });
  });

  it('reads pages of one account from several files', () => {
    const pages = read({
      '1.json': { ...details, GroupDetailList: [], RoleDetailList: [], Policies: [] },
      '2.json': { ...details, UserDetailList: [] },
    });
    expect(pages.estate.nodes).toEqual(
      told.estate.nodes.map((one): unknown => expect.objectContaining({ id: one.id, kind: one.kind })),
    );
  });

  it('leaves alone what only looks like it', () => {
    const { claimed, estate } = read({ 'x.json': { Policies: [{ Name: 'x' }], Buckets: [{ Name: 'y' }] } });
    expect([...claimed]).toEqual([]);
    expect(estate.nodes).toEqual([]);
  });
});

describe('recorded answers', () => {
  const told = read({ 'a.json': details, 'b.json': collected });

  it('puts the policy of a bucket, its public access block and the list of buckets together', () => {
    const bucket = facts(told, 'aws-resource').find((one) => one.type === 'bucket');
    expect(bucket).toMatchObject({ node: 'aws:Bucket:training-data', publicBlocked: true, account: '111122223333' });
    expect(bucket?.policy?.statements[0]?.principals?.aws).toEqual(['*']);
  });

  it('knows where each account stands and what is attached above it', () => {
    const [organisation] = facts(told, 'aws-organisation');
    expect(organisation).toMatchObject({
      management: '999999999999',
      parents: { '111122223333': 'r-1' },
      scpsEnabled: true,
      rcpsEnabled: false,
    });
    expect(organisation?.scps['r-1']?.map((one) => one.name)).toEqual(['FullAWSAccess']);
  });

  it('tells where policies are attached whose text was not read', () => {
    const text = JSON.stringify(collected).replaceAll('organizations:DescribePolicy', 'organizations:Refused');
    const [organisation] = facts(
      read({ 'a.json': details, 'b.json': JSON.parse(text) as unknown }),
      'aws-organisation',
    );
    expect(organisation?.scps).toEqual({});
    expect(organisation?.unreadScps).toContain('r-1');
  });

  it('knows the organisation by what is in it where nobody described it, and takes policies for in force that no root rules out', () => {
    const without = (...operations: readonly string[]): unknown => ({
      ...collected,
      answers: (collected.answers as readonly { readonly operation: string }[]).filter(
        ({ operation }) => !operations.includes(operation),
      ),
    });
    const told = read({ 'b.json': without('organizations:DescribeOrganization') });
    const known = { id: 'o-a', management: '999999999999', parents: { '111122223333': 'r-1' }, scpsEnabled: true };
    expect(facts(told, 'aws-organisation')).toMatchObject([{ ...known, rcpsEnabled: false }]);
    const rootless = read({ 'b.json': without('organizations:DescribeOrganization', 'organizations:ListRoots') });
    expect(facts(rootless, 'aws-organisation')).toMatchObject([{ ...known, rcpsEnabled: true }]);
  });

  it('takes the targets of a policy that nothing names for places where more is attached than was read', () => {
    const Arn = 'arn:aws:organizations::999999999999:account/o-a/111122223333';
    const targets = { Targets: [{ TargetId: '111122223333', Arn, Name: 'ml', Type: 'ACCOUNT' }] };
    const [organisation] = facts(read({ 'b.json': collected, 't.json': targets }), 'aws-organisation');
    expect(organisation?.unreadScps).toEqual(['111122223333']);
  });

  it('knows the issuer of a cluster and the association of a pod', () => {
    expect(facts(told, 'aws-oidc-provider')[0]).toMatchObject({ cluster: 'ml', audiences: ['sts.amazonaws.com'] });
    expect(facts(told, 'aws-pod-identity')[0]).toMatchObject({
      node: ROLE,
      namespace: 'serving',
      serviceAccount: 'llm',
    });
  });

  it('tells a literal key in the environment of a function', () => {
    const [credential] = facts(told, 'credential');
    expect(credential).toMatchObject({ kind: 'openai-key', where: 'env' });
    expect(told.estate.edges.find((one) => one.kind === 'HOLDS')?.from).toMatch(/^aws:Function:/u);
  });

  it('gives an access key to its user, with its age', () => {
    expect(facts(told, 'lifetime')[0]).toMatchObject({ created: '2024-05-01', expires: null });
    expect(told.estate.edges.find((one) => one.kind === 'OPENS')?.to).toMatch(/user%2Fada$/u);
  });
});

describe('a policy document alone in a file', () => {
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }];
  it.each([
    [{ Version: '2012-10-17', Statement }],
    [{ Version: '2008-10-17', Id: 'x', Statement: Statement[0] }],
    [{ Statement }],
  ])('is read: %j', (document) => {
    const told = read({ 'policies/p.json': document });
    expect([...told.claimed]).toEqual(['policies/p.json']);
    expect(facts(told, 'aws-loose-policy')).toMatchObject([
      { file: 'policies/p.json', policy: { name: 'p.json', statements: [{ actions: ['s3:GetObject'] }] } },
    ]);
  });

  it('is told what AWS would reject', () => {
    const bad = { Version: '2012-10-17', Statement: [...Statement, { Effect: 'Allow', Action: 's3:GetObject' }] };
    expect(read({ 'p.json': bad }).estate.diagnostics.map(({ code }) => code)).toEqual(['malformed']);
  });

  it.each([
    [{ Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' }] }],
    [{ Version: '2012-10-17', Statement, Description: 'a row of another program' }],
    [{ Statement: [{ Effect: 'Allow', Action: 'read', Resource: '*' }] }],
    [{ Version: '2012-10-17', Statement: [] }],
  ])('of another system or with more in it is left alone: %j', (document) => {
    expect([...read({ 'p.json': document }).claimed]).toEqual([]);
  });
});

describe('machines of clusters', () => {
  const told = read({
    'nodes.json': {
      nodegroup: {
        nodegroupName: 'gpu', nodegroupArn: 'arn:aws:eks:eu-west-1:111122223333:nodegroup/ml/gpu/1', clusterName: 'ml',
        nodeRole: 'arn:aws:iam::111122223333:role/node', launchTemplate: { id: 'lt-1', version: '3' },
      },
    },
    'templates.json': {
      LaunchTemplateVersions: ['2', '3'].map((VersionNumber) => ({
        LaunchTemplateId: 'lt-1', VersionNumber: Number(VersionNumber), DefaultVersion: VersionNumber === '2',
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: Number(VersionNumber) - 1 } },
      })),
    },
    'machines.json': {
      Reservations: [{
        OwnerId: '111122223333',
        Instances: [{
          InstanceId: 'i-1', MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
          Tags: [{ Key: 'kubernetes.io/cluster/ml', Value: 'owned' }],
        }],
      }],
    },
  }); // prettier-ignore

  it('say how they hand out their role, by the version of the template that the group uses', () => {
    const resources = facts(told, 'aws-resource');
    expect(resources.find(({ type }) => type === 'nodegroup')).toMatchObject({
      cluster: 'ml', role: 'arn:aws:iam::111122223333:role/node', metadata: { tokens: 'required', hops: 2, off: false },
    }); // prettier-ignore
    expect(resources.find(({ type }) => type === 'instance')).toMatchObject({
      cluster: 'ml', metadata: { tokens: 'optional', hops: 1, off: false },
    }); // prettier-ignore
    expect([...told.claimed].sort()).toEqual(['machines.json', 'nodes.json', 'templates.json']);
  });
});
