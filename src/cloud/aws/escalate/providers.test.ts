import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts } from '../testing/account.ts';

describe('rights over what a role trusts', () => {
  const provider = (path: string): string => `arn:aws:iam::${ONE}:${path}`;

  it('metadata of a SAML provider that may be replaced are the role; of an OIDC provider it waits', () => {
    const aws = new TestAws();
    const saml = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
    aws.role('people', {
      trust: [trusts({ Federated: provider('saml-provider/okta') }, saml, 'sts:AssumeRoleWithSAML')],
    });
    aws.role('near', {
      trust: [trusts({ Federated: provider('saml-provider/other') }, saml, 'sts:AssumeRoleWithSAML')],
    });
    aws.role('ci', {
      trust: [trusts({ Federated: provider('oidc-provider/ci.test') }, undefined, 'sts:AssumeRoleWithWebIdentity')],
    });
    aws.user('metadata', { inline: [allow('iam:UpdateSAMLProvider', provider('saml-provider/okta'))] });
    aws.user('thumb', { inline: [allow('iam:UpdateOpenIDConnectProviderThumbprint')] });
    expect(aws.derived(/^IAM_SELF_ESCALATE$/u)).toEqual([
      'IAM_SELF_ESCALATE metadata > people: proved',
      'IAM_SELF_ESCALATE thumb > ci: possible (the caller can answer at the host of the issuer)',
    ]);
  });
});
