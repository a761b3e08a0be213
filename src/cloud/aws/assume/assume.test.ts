import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts, TWO } from '../testing/account.ts';

const ROLE = `arn:aws:iam::${ONE}:role/target`;
const ASSUME = /^ASSUME_ROLE$/u;

describe('who may become whom', () => {
  it('an account that is admitted as a whole delegates to the policies of its identities', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [trusts({ AWS: `arn:aws:iam::${ONE}:root` })] });
    aws.user('able', { inline: [allow('sts:AssumeRole', ROLE)] });
    aws.user('elsewhere', { inline: [allow('sts:AssumeRole', `arn:aws:iam::${ONE}:role/other`)] });
    aws.user('unable', { inline: [allow('s3:GetObject')] });
    expect(aws.derived(ASSUME)).toEqual(['ASSUME_ROLE able > target: proved']);
  });

  it('a role that is named by its ARN in its own account needs no policy of its own', () => {
    const aws = new TestAws();
    const named = aws.role('named');
    expect(named).toContain('named');
    aws.role('target', { trust: [trusts({ AWS: `arn:aws:iam::${ONE}:role/named` })] });
    aws.role('other');
    expect(aws.derived(ASSUME)).toEqual(['ASSUME_ROLE named > target: proved']);
  });

  it('across accounts both sides have to allow', () => {
    const aws = new TestAws();
    aws.role('target', {
      trust: [trusts({ AWS: [`arn:aws:iam::${TWO}:role/both`, `arn:aws:iam::${TWO}:role/theirs`] })],
    });
    aws.role('both', { account: TWO, inline: [allow('sts:AssumeRole', ROLE)] });
    aws.role('theirs', { account: TWO });
    expect(aws.derived(ASSUME)).toEqual(['ASSUME_ROLE both > target: proved']);
  });

  it('a condition on the request is a precondition; one that no request meets is no edge', () => {
    const aws = new TestAws();
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    aws.role('target', { trust: [trusts({ AWS: `arn:aws:iam::${ONE}:user/a` }, mfa)] });
    aws.role('never', {
      trust: [trusts({ AWS: `arn:aws:iam::${ONE}:user/a` }, { StringEquals: { 'aws:PrincipalAccount': TWO } })],
    });
    aws.user('a');
    const edges = aws.derived(ASSUME);
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatch(/^ASSUME_ROLE a > target: possible \(.*MultiFactorAuthPresent/u);
  });

  it('a boundary and a service control policy take it away', () => {
    const aws = new TestAws();
    const boundary = aws.managed('limit', [allow('s3:*')]);
    aws.role('target', { trust: [trusts({ AWS: ONE })] });
    aws.user('bounded', { inline: [allow('sts:AssumeRole')], boundary });
    aws.role('far', { account: TWO, inline: [allow('sts:AssumeRole')] });
    aws.role('open', { trust: [trusts({ AWS: TWO })] });
    aws.organisation({
      parents: { [ONE]: 'r-root', [TWO]: 'ou-dev', 'ou-dev': 'r-root' },
      scps: { 'r-root': [allow('*')], [ONE]: [allow('*')], [TWO]: [allow('*')], 'ou-dev': [allow('s3:*')] },
    });
    expect(aws.derived(ASSUME)).toEqual([]);
  });

  it('an account that the files do not tell stands before the role, as an entry where an organisation does not hold it', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [trusts({ AWS: `arn:aws:iam::${TWO}:root` })] });
    aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': [allow('*')], [ONE]: [allow('*')] } });
    expect(aws.derived(ASSUME)).toEqual([`ASSUME_ROLE ${TWO} > target: proved`]);
    expect(aws.estate.get(`aws:Account:${TWO}`)?.entry).toBe('third-party-app');
    expect(aws.estate.allFacts().filter(({ fact }) => fact === 'external-trust')).toHaveLength(1);
  });

  it('an external id that a vendor has to give is a precondition', () => {
    const aws = new TestAws();
    aws.role('target', { trust: [trusts({ AWS: TWO }, { StringEquals: { 'sts:ExternalId': 'x-1' } })] });
    expect(aws.derived(ASSUME)[0]).toMatch(/^ASSUME_ROLE 2{12} > target: possible \(.*sts:ExternalId/u);
  });

  it('everybody comes in where the principal is a star, unless a condition keeps strangers out', () => {
    const aws = new TestAws();
    aws.role('open', { trust: [trusts('*')] });
    aws.role('inside', { trust: [trusts({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-acme000000' } })] });
    aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': [allow('*')], [ONE]: [allow('*')] } });
    expect(aws.derived(ASSUME)).toEqual([
      'ASSUME_ROLE account > open: proved',
      'ASSUME_ROLE inside > open: proved',
      'ASSUME_ROLE open > inside: proved',
    ]);
  });

  it('administrators are one step from the account, and the account from its roles', () => {
    const aws = new TestAws();
    aws.user('root-like', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    aws.role('target', { account: TWO, trust: [trusts({ AWS: ONE })] });
    expect(aws.derived()).toEqual([`ACCOUNT_ADMIN root-like > ${ONE}: proved`, `ASSUME_ROLE ${ONE} > target: proved`]);
  });

  it('who lacks the rights over rights does not administer', () => {
    const aws = new TestAws();
    aws.user('power', { attached: ['arn:aws:iam::aws:policy/PowerUserAccess'] });
    const boundary = aws.managed('limit', [allow(['s3:*', 'iam:*'])]);
    aws.user('bounded', { inline: [allow('*')], boundary });
    expect(aws.derived(/ADMIN/u)).toEqual([]);
  });
});
