import { describe, expect, it } from 'vitest';
import { hole } from '../../../model/hole.ts';
import { tellAwsPodIdentity } from '../../tell/aws.ts';
import { federated, ONE, TestAws, trusts } from '../testing/account.ts';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const GITHUB = 'token.actions.githubusercontent.com';
const ROLE = `arn:aws:iam::${ONE}:role/target`;
const NAMED = /^(?:IRSA|POD_IDENTITY|GH_OIDC|ASSUME_ROLE)$/u;

const irsa = (subject: string, operator = 'StringEquals', aud = true): ReturnType<typeof federated> =>
  federated(EKS, {
    [operator]: { [`${EKS}:sub`]: subject },
    ...(aud ? { 'ForAnyValue:StringEquals': { [`${EKS}:aud`]: 'sts.amazonaws.com' } } : {}),
  });

const github = (condition: Record<string, unknown>): ReturnType<typeof federated> => federated(GITHUB, condition);

const widths = (aws: TestAws): readonly string[] =>
  aws.estate
    .allFacts()
    .flatMap((one) => (one.fact === 'wide-trust' ? [`${one.admits}${one.anyAudience ? ' any audience' : ''}`] : []));

describe('service accounts that become roles', () => {
  it('an annotation and an exact subject prove the edge', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [irsa('system:serviceaccount:ml:trainer')] });
    aws.serviceAccount('ml/trainer', ROLE);
    expect(aws.derived(NAMED)).toEqual(['IRSA trainer > target: proved']);
    expect(widths(aws)).toEqual([]);
  });

  it('an annotation that the trust policy does not admit is refused, not an edge', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [irsa('system:serviceaccount:ml:trainer')] });
    aws.serviceAccount('ml/server', ROLE);
    aws.serviceAccount('other/trainer', ROLE);
    const edges = aws.derived(NAMED);
    expect(edges).toEqual(['IRSA trainer > target: possible (the cluster has an account of that name)']);
    const refused = aws.estate.allFacts().filter((one) => one.fact === 'federation-refused');
    expect(refused).toHaveLength(2);
    expect(refused[0]?.fact === 'federation-refused' && refused[0].because).toContain(
      'system:serviceaccount:ml:trainer',
    );
  });

  it('a wildcard admits accounts that ask for nothing', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [irsa('system:serviceaccount:ml:*', 'StringLike')] });
    aws.serviceAccount('ml/trainer', ROLE);
    aws.serviceAccount('ml/notebook');
    aws.serviceAccount('web/notebook');
    expect(aws.derived(NAMED)).toEqual([
      `IRSA notebook > target: possible (the issuer ${EKS} is that of the cluster prod)`,
      'IRSA trainer > target: proved',
    ]);
    expect(widths(aws)).toEqual(['namespace']);
  });

  it('two clusters that ask for one role are each possible', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [irsa('system:serviceaccount:ml:trainer')] });
    aws.serviceAccount('ml/trainer', ROLE, 'prod');
    aws.serviceAccount('ml/trainer', ROLE, 'dev');
    const edges = aws.derived(NAMED);
    expect(edges).toHaveLength(2);
    for (const edge of edges) expect(edge).toMatch(/possible \(.*several clusters/u);
  });

  it('a role that no file tells stays as configured', () => {
    const aws = new TestAws();
    aws.role('other');
    aws.serviceAccount('ml/trainer', ROLE);
    expect(aws.derived(NAMED)).toEqual([
      'IRSA trainer > target: configured (the trust policy of the role admits this account)',
    ]);
  });

  it('without a condition on subject and audience the whole cluster and any audience are admitted', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [federated(EKS)] });
    aws.serviceAccount('ml/trainer', ROLE);
    aws.serviceAccount('web/other');
    expect(aws.derived(NAMED)).toEqual([
      `IRSA other > target: possible (the issuer ${EKS} is that of the cluster prod)`,
      'IRSA trainer > target: proved',
    ]);
    expect(widths(aws)).toEqual(['cluster any audience']);
  });

  it('finds the role by its name where the account of the annotation is filled in elsewhere', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [irsa('system:serviceaccount:ml:trainer')] });
    aws.serviceAccount('ml/trainer', 'arn:aws:iam::{AWS_ACCOUNT_ID}:role/target');
    expect(aws.derived(NAMED)).toEqual(['IRSA trainer > target: proved']);
  });

  it('pod identity needs an association and both rights of the trust policy', () => {
    const aws = new TestAws();
    const told = {
      cluster: 'prod',
      namespace: 'ml',
      serviceAccount: 'trainer',
      evidence: [aws.place()],
      confidence: 'configured',
      environment: 'unknown',
    } as const;
    const service = { Service: 'pods.eks.amazonaws.com' };
    aws.role('target', { trust: [{ ...trusts(service), Action: ['sts:AssumeRole', 'sts:TagSession'] }] });
    aws.role('untagged', { trust: [trusts(service)] });
    aws.serviceAccount('ml/trainer');
    aws.serviceAccount('ml/trainer', undefined, 'dev');
    tellAwsPodIdentity(aws.estate, { ...told, role: ROLE }, ONE);
    tellAwsPodIdentity(aws.estate, { ...told, role: `arn:aws:iam::${ONE}:role/untagged` }, ONE);
    expect(aws.derived(NAMED)).toEqual(['POD_IDENTITY trainer > target: proved']);
  });
});

describe('workflows that become roles', () => {
  it('an exact environment admits the job of that environment alone', () => {
    const aws = new TestAws();
    const condition = {
      StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/ml:environment:prod', [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
    };
    aws.role('target', { trust: [github(condition)] });
    aws.workflow('acme/ml', ROLE, ['repo:acme/ml:environment:prod']);
    aws.workflow('acme/web', ROLE, [`repo:acme/web:ref:${hole('ref')}`]);
    expect(aws.derived(NAMED)).toEqual(['GH_OIDC x.yml > target: proved']);
    expect(aws.estate.allFacts().filter((one) => one.fact === 'federation-refused')).toHaveLength(1);
    expect(widths(aws)).toEqual([]);
  });

  it('a ref that is not known waits for what the trust policy asks', () => {
    const aws = new TestAws();
    aws.role('target', {
      trust: [
        github({
          StringEquals: {
            [`${GITHUB}:sub`]: 'repo:acme/ml:ref:refs/heads/main',
            [`${GITHUB}:aud`]: 'sts.amazonaws.com',
          },
        }),
      ],
    });
    aws.workflow('acme/ml', ROLE, [`repo:acme/ml:ref:${hole('ref')}`]);
    expect(aws.derived(NAMED)[0]).toMatch(/^GH_OIDC x\.yml > target: possible \(.*refs\/heads\/main/u);
  });

  it('every ref of a repository is a width; so are every repository and everybody', () => {
    const like = (subject: string): ReturnType<typeof federated> =>
      github({ StringLike: { [`${GITHUB}:sub`]: subject }, StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } });
    for (const [subject, width] of [
      ['repo:acme/ml:*', 'repository'],
      ['repo:acme/*', 'organisation'],
      ['repo:acme/ml*', 'repositories'],
      ['repo:*', 'anyone'],
      ['repo:*:environment:prod', 'anyone'],
      ['repo:acme/ml:ref:refs/heads/release-*', undefined],
    ] as const) {
      const aws = new TestAws();
      aws.role('target', { trust: [like(subject)] });
      aws.derived();
      expect(widths(aws), subject).toEqual(width === undefined ? [] : [width]);
    }
  });

  it('without a condition on the subject every customer of the issuer comes in', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [github({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })] });
    aws.workflow('acme/ml', `arn:aws:iam::${ONE}:role/another`, ['repo:acme/ml:pull_request']);
    expect(aws.derived(NAMED)).toEqual([
      `ASSUME_ROLE ${GITHUB} > target: proved`,
      'GH_OIDC x.yml > another: configured (the trust policy of the role admits this workflow)',
      'GH_OIDC x.yml > target: proved',
    ]);
    expect(aws.estate.get(`oidc:Anyone:${GITHUB}`)?.entry).toBe('internet');
  });

  it('the subject of one job and the audience of another are no token that anybody has', () => {
    const trust = [
      github({ StringEquals: { [`${GITHUB}:aud`]: 'vault', [`${GITHUB}:sub`]: 'repo:acme/ml:environment:prod' } }),
    ];
    const asking = (first: string, second: string): readonly string[] => {
      const aws = new TestAws();
      aws.role('target', { trust });
      aws.workflow('acme/ml', `arn:aws:iam::${ONE}:role/another`, ['repo:acme/ml:environment:prod'], first);
      aws.workflow('acme/ml', `arn:aws:iam::${ONE}:role/another`, ['repo:acme/ml:environment:dev'], second);
      return aws.derived(NAMED).filter((one) => one.includes('> target'));
    };
    expect(asking('sts.amazonaws.com', 'vault')).toEqual([]);
    expect(asking('vault', 'sts.amazonaws.com')).toEqual(['GH_OIDC x.yml > target: proved']);
  });
});

describe('SPIFFE IDs that become roles', () => {
  it('an ID of the estate that the pattern admits, and the pattern itself', () => {
    const aws = new TestAws();
    const issuer = 'oidc.acme.test';
    aws.role('target', {
      trust: [federated(issuer, { StringLike: { [`${issuer}:sub`]: 'spiffe://acme.test/ns/ml/*' } })],
    });
    aws.estate.node({
      id: 'spiffe:SpiffeId:prod/x',
      kind: 'SpiffeId',
      name: 'spiffe://acme.test/ns/ml/sa/trainer',
      realm: 'prod',
      environment: 'unknown',
      evidence: [aws.place()],
    });
    aws.estate.node({
      id: 'spiffe:SpiffeId:prod/y',
      kind: 'SpiffeId',
      name: 'spiffe://acme.test/ns/web/sa/x',
      realm: 'prod',
      environment: 'unknown',
      evidence: [aws.place()],
    });
    expect(aws.derived(NAMED)).toEqual([
      'ASSUME_ROLE * > target: possible (some workload has an ID of this pattern)',
      `ASSUME_ROLE x > target: possible (the issuer ${issuer} is that of the trust domain)`,
    ]);
  });
});
