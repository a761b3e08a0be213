import { describe, expect, it } from 'vitest';
import { ONE, TestAws, trusts, type Json } from '../testing/account.ts';

const COGNITO = 'cognito-identity.amazonaws.com';
const POOL = 'us-east-1:12345678-dead-beef-cafe-123456790abc';
const pool = (condition: Json): Json => trusts({ Federated: COGNITO }, condition, 'sts:AssumeRoleWithWebIdentity');
const ofPool = { StringEquals: { [`${COGNITO}:aud`]: POOL } };
const amr = (value: string): Json => ({ 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: value } });

function edges(condition: Json): readonly string[] {
  const aws = new TestAws();
  aws.role('app', { trust: [pool(condition)] });
  return aws.derived(/^ASSUME_ROLE$/u);
}

const GUESTS = 'lets guests in, by the classic flow where it is more than the enhanced one leaves to guests';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
describe('roles of Cognito identity pools', () => {
  it('one for guests is taken on by anybody, if the pool lets guests in', () => {
    expect(edges({ ...ofPool, ...amr('unauthenticated') })).toEqual([
      `ASSUME_ROLE anonymous > app: possible (the identity pool ${POOL} ${GUESTS})`,
    ]);
  });

  it('one that does not ask how its user signed in is for guests too', () => {
    expect(edges(ofPool)).toEqual([`ASSUME_ROLE anonymous > app: possible (the identity pool ${POOL} ${GUESTS})`]);
  });

  it('one for who has signed in, in any way or in one, is not for guests', () => {
    for (const how of ['authenticated', 'graph.facebook.com'])
      expect(edges({ ...ofPool, ...amr(how) })).toEqual([
        `ASSUME_ROLE ${POOL.slice(10)} > app: possible (whoever signs in to the identity pool ${POOL} is given this role)`,
      ]);
  });

  it('one that names no pool is for any of its account, and nobody else has one', () => {
    expect(edges(amr('unauthenticated'))).toEqual([
      `ASSUME_ROLE anonymous > app: possible (an identity pool of the account ${GUESTS})`,
    ]);
    expect(edges(amr('authenticated'))).toEqual([
      `ASSUME_ROLE ${ONE} > app: possible (whoever signs in to an identity pool of the account is given this role)`,
    ]);
  });
});
