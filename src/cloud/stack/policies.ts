import type { AwsCondition, AwsPolicy, AwsPrincipals, AwsStatement } from '../../model/aws-policy.ts';
import type { Evidence } from '../../model/evidence.ts';

const NOBODY: AwsPrincipals = { aws: [], service: [], federated: [], canonical: [] };

/** A policy that a program writes for its user: each statement stands where the input stands that asked for it. */
export function policyOf(name: string, statements: readonly AwsStatement[], evidence: Evidence): AwsPolicy {
  return { version: '2012-10-17', name, statements, evidence };
}

export interface Given {
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: Partial<AwsPrincipals>;
  readonly conditions?: readonly (readonly [operator: string, key: string, values: readonly string[]])[];
  readonly uncertain?: string;
}

export function allow(given: Given, evidence: Evidence): AwsStatement {
  const { actions, resources, principals, uncertain } = given;
  const conditions: readonly AwsCondition[] = (given.conditions ?? []).map(([operator, key, values]) => ({
    operator,
    key,
    values,
    evidence,
  }));
  return {
    effect: 'Allow',
    actions,
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals: { ...NOBODY, ...principals } }),
    conditions,
    evidence,
    ...(uncertain === undefined ? {} : { uncertain }),
  };
}

/** The issuer that an OIDC provider stands for: what its ARN says after `oidc-provider/` (IAM user guide, keys of OIDC federation). */
export const issuerOf = (provider: string): string => provider.replace(/^arn:[^/]{0,300}oidc-provider\//u, '');

/** Admits Kubernetes service accounts by the token of their cluster (EKS user guide, "IAM roles for service accounts"). */
export function admitAccounts(
  provider: string,
  subjects: readonly string[],
  evidence: Evidence,
  operator = 'StringEquals',
): AwsStatement {
  const issuer = issuerOf(provider);
  return allow(
    {
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: { federated: [provider] },
      conditions: [
        [operator, `${issuer}:sub`, subjects],
        [operator, `${issuer}:aud`, ['sts.amazonaws.com']],
      ],
    },
    evidence,
  );
}

/** EKS user guide, "EKS Pod Identities": the trust of every role that an association names. */
export const admitPods = (evidence: Evidence): AwsStatement =>
  allow(
    { actions: ['sts:AssumeRole', 'sts:TagSession'], principals: { service: ['pods.eks.amazonaws.com'] } },
    evidence,
  );

export const admitServices = (services: readonly string[], evidence: Evidence): AwsStatement =>
  allow({ actions: ['sts:AssumeRole'], principals: { service: services } }, evidence);

/** What may not be there may not allow, nor deny. */
export const unsure = (policy: AwsPolicy, uncertain: string | undefined): AwsPolicy =>
  uncertain === undefined
    ? policy
    : { ...policy, statements: policy.statements.map((one) => ({ ...one, uncertain: one.uncertain ?? uncertain })) };
