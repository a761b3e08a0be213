import { expect, it } from 'vitest';
import { HOME } from '../html/navigation.ts';
import { returnPath } from './return-path.ts';

it.each(['/account', '/identities?owner=a&x=%2F', '/a//b'])('goes back to %s', (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([
  'https://evil.test/', '//evil.test', '///evil.test', '/\\evil.test', '\\\\evil.test', '/.//evil.test', '/x/..//evil.test', '/%2e//evil.test',
  '/\t/evil.test', ' //evil.test', '/\n/evil.test', 'javascript:alert(1)', 'account', '', '/ä', '/sign-in', '/sign-out', `/${'a'.repeat(2001)}`,
  ['/account'], undefined, 7,
])('goes home instead of %j', (path) => {
  expect(returnPath(path)).toBe(HOME);
}); // prettier-ignore
