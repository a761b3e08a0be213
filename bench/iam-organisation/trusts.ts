import { accountId, when, type Json } from './written.ts';

export const EKS_ISSUER = (account: string): string => `oidc.eks.eu-west-1.amazonaws.com/id/${account}`;
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
/** Every member account names it: the hub from which pipelines deploy. */
export const HUB = accountId(1);

export const byService = (name: string, more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { Service: name },
  Action: 'sts:AssumeRole',
  ...more,
});

export const byArn = (arn: string, more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { AWS: arn },
  Action: 'sts:AssumeRole',
  ...more,
});

const root = (account: string): string => `arn:aws:iam::${account}:root`;

/** Whom an application's role admits: mostly services, then pods, pipelines, its account, other accounts and vendors. */
export function trustOf(draw: number, account: string, i: number, accounts: number): Json {
  if (draw < 0.25) return byService('lambda.amazonaws.com');
  if (draw < 0.3) return byService('lambda.amazonaws.com', when('StringEquals', 'aws:SourceAccount', account));
  if (draw < 0.45) return byService('ec2.amazonaws.com');
  if (draw < 0.55) return byService('ecs-tasks.amazonaws.com');
  if (draw < 0.65) return byService('sagemaker.amazonaws.com');
  if (draw < 0.73) return byToken(account, EKS_ISSUER(account), `system:serviceaccount:team-${i % 20}:app-${i}`);
  if (draw < 0.77)
    return { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] };
  if (draw < 0.82) return byToken(account, GITHUB_ISSUER, `repo:acme/app-${i}:ref:refs/heads/main`);
  if (draw < 0.88) return byArn(root(account));
  if (draw < 0.9) return byArn(root(account), when('Bool', 'aws:MultiFactorAuthPresent', 'true'));
  if (draw < 0.92) return byArn(`arn:aws:iam::${account}:role/role-${(i * 3) % 400}`);
  if (draw < 0.95) return byArn(`arn:aws:iam::${HUB}:role/role-${i % 40}`);
  if (draw < 0.97) return byArn(root(accountId(0)));
  if (draw < 0.98) return byArn(root('999999999999'), when('StringEquals', 'sts:ExternalId', `acme-${i}`));
  if (draw < 0.9802) return byArn('*', when('StringEquals', 'aws:PrincipalOrgID', 'o-acme000000'));
  return byArn(root(accountId(Math.floor(draw * 100_000) % accounts)));
} // prettier-ignore

function byToken(account: string, issuer: string, subject: string): Json {
  return {
    Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` }, Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: 'sts.amazonaws.com' } },
  }; // prettier-ignore
}

export const bySignIn = (account: string): Json => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_${account}_DO_NOT_DELETE` },
  Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
});
