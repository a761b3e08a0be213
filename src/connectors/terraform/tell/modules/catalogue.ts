import { addon } from './addon.ts';
import { addons } from './addons.ts';
import { assumable } from './assumable.ts';
import { eks } from './eks.ts';
import { iamPolicy, iamUser } from './iam.ts';
import { irsaV5, irsaV6 } from './irsa.ts';
import { karpenter } from './karpenter.ts';
import type { Module } from './module.ts';
import { assumableWithOidc, githubRole } from './oidc-roles.ts';
import { podIdentity } from './pod-identity.ts';
import { kms, lambda, rds, s3Bucket } from './stores.ts';

const IAM = 'terraform-aws-modules/iam/aws//modules';

/** It creates no identity and holds no data that this version tells. */
const nothing: Module = { outputs: () => ({}), tell: () => undefined };

/** By normalised source (registry.terraform.io/modules): what each creates is in the page of its inputs. */
export const MODULES: Readonly<Record<string, Module>> = {
  [`${IAM}/iam-role-for-service-accounts-eks`]: irsaV5,
  [`${IAM}/iam-role-for-service-accounts`]: irsaV6,
  [`${IAM}/iam-assumable-role`]: assumable,
  [`${IAM}/iam-assumable-role-with-oidc`]: assumableWithOidc,
  [`${IAM}/iam-github-oidc-role`]: githubRole,
  [`${IAM}/iam-policy`]: iamPolicy,
  [`${IAM}/iam-user`]: iamUser,
  'aws-ia/eks-blueprints-addon/aws': addon,
  'aws-ia/eks-blueprints-addons/aws': addons,
  'aws-ia/eks-data-addons/aws': nothing,
  'terraform-aws-modules/eks/aws': eks,
  'terraform-aws-modules/eks/aws//modules/karpenter': karpenter,
  'terraform-aws-modules/eks-pod-identity/aws': podIdentity,
  'terraform-aws-modules/s3-bucket/aws': s3Bucket,
  'terraform-aws-modules/kms/aws': kms,
  'terraform-aws-modules/lambda/aws': lambda,
  'terraform-aws-modules/rds/aws': rds,
  'terraform-aws-modules/vpc/aws': nothing,
  'terraform-aws-modules/security-group/aws': nothing,
  'terraform-aws-modules/efs/aws': nothing,
  'terraform-aws-modules/elasticache/aws': nothing,
};

export const moduleOf = (source: string): Module | undefined =>
  Object.hasOwn(MODULES, source) ? MODULES[source] : undefined;
