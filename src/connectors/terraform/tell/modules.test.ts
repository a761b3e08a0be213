import { describe, expect, it } from 'vitest';
import type { AwsIdentityFact } from '../../../model/aws-facts.ts';
import type { Estate } from '../../../model/estate.ts';
import { printHoles } from '../../../model/hole.ts';
import { toldOf } from './testing.ts';

const role = (estate: Estate, name: string): AwsIdentityFact | undefined =>
  estate.facts.filter((one) => one.fact === 'aws-identity').find((one) => printHoles(one.name).startsWith(name));

const trustOf = (fact: AwsIdentityFact | undefined): readonly string[] =>
  (fact?.trust?.statements ?? []).flatMap(({ principals, conditions }) => [
    ...(principals?.federated ?? []),
    ...(principals?.service ?? []),
    ...(principals?.aws ?? []),
    ...conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(' ')}`),
  ]).map(printHoles); // prettier-ignore

const EKS = { source: 'terraform-aws-modules/eks/aws', cluster_name: 'ml' };
const ISSUER = '{module.eks issuer of infra}';
const PROVIDER = `arn:aws:iam::{account of infra}:oidc-provider/${ISSUER}`;

/** Constructed after the pages of the modules (registry.terraform.io/modules). */
describe('published modules, by their inputs', () => {
  it('IRSA roles admit the accounts that they name, by the issuer of the cluster', () => {
    const estate = toldOf({
      'module.eks': EKS,
      'module.irsa': {
        source: 'terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks',
        role_name: 'reader',
        attach_external_secrets_policy: true,
        role_policy_arns: { a: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' },
        oidc_providers: {
          main: { provider_arn: '«module.eks.oidc_provider_arn»', namespace_service_accounts: ['ml:a', 'ml:b'] },
        },
      },
      'kubernetes_service_account_v1.a': {
        metadata: [{ name: 'a', namespace: 'ml', annotations: { 'eks.amazonaws.com/role-arn': '«module.irsa.iam_role_arn»' } }],
      },
    }); // prettier-ignore
    const reader = role(estate, 'reader');
    expect(trustOf(reader)).toEqual([
      PROVIDER,
      `StringEquals ${ISSUER}:sub system:serviceaccount:ml:a system:serviceaccount:ml:b`,
      `StringEquals ${ISSUER}:aud sts.amazonaws.com`,
    ]);
    expect(reader?.attached).toEqual(['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']);
    expect(reader?.inline[0]?.statements.map(({ actions }) => actions?.[0])).toContain('secretsmanager:GetSecretValue');
    expect(reader?.inline[0]?.statements.every(({ uncertain }) => uncertain !== undefined)).toBe(true);
    const asks = estate.facts.find((one) => one.fact === 'federation');
    expect(asks).toMatchObject({
      node: 'k8s:ServiceAccount:default/ml/a',
      to: reader?.node,
      target: reader?.arn,
      subjects: ['system:serviceaccount:ml:a'],
    });
  });

  it('an add-on of the blueprints admits its account in its namespace', () => {
    const estate = toldOf({
      'module.triton': {
        source: 'aws-ia/eks-blueprints-addon/aws', create_role: true, role_name: 'triton', namespace: 'serving',
        oidc_providers: { this: { provider_arn: '«module.eks.oidc_provider_arn»', service_account: 'triton' } },
        policy_statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::models/*'] }],
      },
      'module.eks': EKS,
    }); // prettier-ignore
    const triton = role(estate, 'triton-');
    expect(trustOf(triton)[1]).toBe(`StringEquals ${ISSUER}:sub system:serviceaccount:serving:triton`);
    expect(triton?.inline[0]?.statements[0]).toMatchObject({ effect: 'Allow', actions: ['s3:GetObject'] });
  });

  it('the blueprints make a role for each add-on that is switched on, and one for the nodes of Karpenter', () => {
    const estate = toldOf({
      'module.addons': {
        source: 'aws-ia/eks-blueprints-addons/aws', cluster_name: 'ml', oidc_provider_arn: '«module.eks.oidc_provider_arn»',
        enable_karpenter: true, enable_external_dns: true, enable_aws_fsx_csi_driver: false,
        karpenter_node: { iam_role_additional_policies: { ssm: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' } },
      },
      'module.eks': { ...EKS, aws_auth_roles: [{ rolearn: '«module.addons.karpenter.node_iam_role_arn»', groups: ['system:nodes'] }] },
    }); // prettier-ignore
    const names = estate.facts.filter((one) => one.fact === 'aws-identity').map((one) => printHoles(one.name));
    expect(names).toEqual([
      'karpenter-ml-{module.addons node}',
      'karpenter-{module.addons karpenter}',
      'ml-cluster-{module.eks cluster role}',
    ]);
    expect(role(estate, 'karpenter-ml')?.attached).toContain('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore');
    const [member] = estate.edges.filter(({ kind }) => kind === 'MEMBER_OF');
    expect(member).toMatchObject({ from: role(estate, 'karpenter-ml')?.node, to: 'k8s:Group:default/system:nodes' });
  });

  it('clusters have an issuer, node groups a role and machines, administrators every right', () => {
    const estate = toldOf({
      'module.eks': {
        ...EKS, version: '~> 20.0',
        eks_managed_node_groups: { gpu: { name: 'gpu', iam_role_additional_policies: { x: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' } } },
        access_entries: { ops: { principal_arn: 'arn:aws:iam::111122223333:role/ops', policy_associations: { a: { policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy', access_scope: { type: 'cluster' } } } } },
      },
    }); // prettier-ignore
    const provider = estate.facts.find((one) => one.fact === 'aws-oidc-provider');
    expect(provider).toMatchObject({ cluster: 'ml', audiences: ['sts.amazonaws.com'] });
    expect(role(estate, 'gpu-eks-node-group')?.attached).toContain('arn:aws:iam::aws:policy/AmazonS3FullAccess');
    expect(estate.edges.filter(({ kind }) => kind === 'CLUSTER_ADMIN')).toHaveLength(1);
    const machines = estate.facts.filter((one) => one.fact === 'aws-resource' && one.type === 'launch-template');
    expect(machines).toMatchObject([{ role: role(estate, 'gpu-eks')?.arn, metadata: { tokens: 'required', hops: 2 } }]);
  });

  it('roles for GitHub admit the subjects given, with repo: before each', () => {
    const estate = toldOf({
      'module.ci': { source: 'terraform-aws-modules/iam/aws//modules/iam-github-oidc-role', name: 'ci', subjects: ['acme/app:ref:refs/heads/main', 'repo:acme/lib:*'], policies: { all: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
    }); // prettier-ignore
    expect(trustOf(role(estate, 'ci')).at(-1)).toBe(
      'StringLike token.actions.githubusercontent.com:sub repo:acme/app:ref:refs/heads/main repo:acme/lib:*',
    );
  });

  it('pod identity: the role and each association', () => {
    const estate = toldOf({
      'module.pods': {
        source: 'terraform-aws-modules/eks-pod-identity/aws', name: 'train', use_name_prefix: false, attach_custom_policy: true,
        policy_statements: [{ actions: ['s3:PutObject'], resources: ['*'] }],
        associations: { a: { cluster_name: 'ml', namespace: 'train', service_account: 'runner' } },
      },
    }); // prettier-ignore
    expect(trustOf(role(estate, 'train'))).toEqual(['pods.eks.amazonaws.com']);
    expect(estate.facts.find((one) => one.fact === 'aws-pod-identity')).toMatchObject({
      cluster: 'ml', namespace: 'train', serviceAccount: 'runner', role: role(estate, 'train')?.arn,
    }); // prettier-ignore
  });
});
