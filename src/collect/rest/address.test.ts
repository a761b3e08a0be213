import { describe, expect, it } from 'vitest';
import { addressOf, givenBase, samePlace } from './address.ts';

describe('the address of a call', () => {
  it('fills names as parts, and paths with their slashes', () => {
    expect(addressOf('https://x.test', '/v1/{+name}:get?parent={parent}', { name: 'projects/p/s/a', parent: 'folders/1' })) // prettier-ignore
      .toBe('https://x.test/v1/projects/p/s/a:get?parent=folders%2F1');
    expect(addressOf('https://x.test/base', '/v2/{+name}', { name: 'policies/crm.test%2Fprojects%2F1/denypolicies/d' })) // prettier-ignore
      .toBe('https://x.test/base/v2/policies/crm.test%2Fprojects%2F1/denypolicies/d');
    expect(addressOf('https://{location}-ai.test', '/{location}', { location: 'eu-west4' })).toBe('https://eu-west4-ai.test/eu-west4'); // prettier-ignore
  });

  it.each([
    ['evil.test/'], ['evil.test#'], ['a@evil.test'], ['a:b@c'], [''], ['-'], ['a\\b'],
  ])('has no host of %j', (location) => {
    expect(addressOf('https://{location}-ai.test', '/v1', { location })).toBeUndefined();
  }); // prettier-ignore

  it.each([['..'], ['a/../b'], ['%2e%2e'], ['a/%2E./b'], ['a%2f..%2fb'], ['.'], [''], ['x'.repeat(3000)]])(
    'does not climb by %j',
    (name) => {
      expect(addressOf('https://x.test', '/v1/{+name}/keys', { name })).toBeUndefined();
    },
  );

  it.each([['a?b=c'], ['a#b'], ['//evil.test/a'], ['a b'], ['@evil.test']])('stays at its host with %j', (name) => {
    const url = addressOf('https://x.test', '/v1/{+name}/keys', { name });
    expect(url === undefined ? undefined : [new URL(url).host, new URL(url).search, new URL(url).hash]).toEqual(
      url === undefined ? undefined : ['x.test', '', ''],
    );
  });
});

describe('the next page', () => {
  it.each([
    ['https://arm.test/subscriptions?$skiptoken=1', 'https://arm.test/subscriptions?$skiptoken=1'],
    ['/subscriptions?$skiptoken=1', 'https://arm.test/subscriptions?$skiptoken=1'],
    ['https://evil.test/subscriptions', undefined],
    ['http://arm.test/subscriptions', undefined],
    ['https://arm.test:8443/', undefined],
    ['https://a:b@arm.test/', undefined],
    ['https://arm.test.evil.test/', undefined],
    ['//evil.test/', undefined],
    ['https://', undefined],
  ])('%s', (next, same) => {
    expect(samePlace(next, 'https://arm.test/subscriptions')).toBe(same);
  });
});

describe('an address that a person gives', () => {
  it.each([
    ['https://proxy.test/arm/', 'https://proxy.test/arm'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:1/x', 'http://localhost:1/x'],
  ])('%s', (given, base) => {
    expect(givenBase('X', given)).toBe(base);
  });

  it.each([
    ['http://proxy.test'],
    ['http://127.0.0.1.evil.test'],
    ['ftp://localhost'],
    ['nothing'],
    ['https://a:b@c'],
    ['https://c/?a=b'],
  ])(
    // prettier-ignore
    'not %s',
    (given) => {
      expect(() => givenBase('X', given)).toThrow('X is not an');
    },
  );
});
