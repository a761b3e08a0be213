import { describe, expect, it } from 'vitest';
import { callerOf } from './caller.ts';

const jwt = (claims: object): string =>
  ['{}', JSON.stringify(claims), 'signed'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('whose a token is', () => {
  const ada = { iss: 'https://sts.windows.net/t1/', sub: 's', tid: 't1', oid: 'ada', exp: 1 };

  it('stays the same when the caller signs in again', () => {
    expect(callerOf(jwt({ ...ada, exp: 2 }))).toBe(callerOf(jwt(ada)));
  });

  it.each([
    { ...ada, tid: 't2' },
    { ...ada, oid: 'bob' },
    { ...ada, iss: 'https://elsewhere.example' },
  ])('is another one with %j', (claims) => {
    expect(callerOf(jwt(claims))).not.toBe(callerOf(jwt(ada)));
  });

  it.each(['opaque', 'a.b.c', `a.${Buffer.from('null').toString('base64url')}.c`, jwt({ exp: 1 })])(
    'is the token itself where it does not say: %s',
    (token) => {
      expect(callerOf(token)).toBe(token);
    },
  );
});
