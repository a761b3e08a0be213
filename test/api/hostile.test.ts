import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/api/routes/catalogue.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** What stands in the place of a part of the path. */
const PARTS = ['%00', '..%2f..%2fetc', '%ed%a0%80', "' or 1=1--", 'é́‮', 'x'.repeat(7000)].map((one) =>
  one.startsWith('%') || one.includes('%2f') ? one : encodeURIComponent(one),
);
const QUERIES = [
  'limit=1&limit=2',
  'cursor=AA',
  'cursor=%00',
  '__proto__[x]=1',
  'filter=%00',
  'filter=userName+eq+%22%5Cud800%22',
  'count=1e309',
];
const BODIES = [
  '{',
  'null',
  '[]',
  '1',
  deep(200_000),
  '{"__proto__":{"a":1}}',
  '{"name":"\\u0000","userName":"\\u0000","displayName":"\\u0000"}',
  '{"name":"\\ud800","userName":"\\ud800"}',
  '{"Operations":[{"op":"add","path":"members","value":{"value":[{}]}}]}',
  '{"Operations":[{"op":"replace","value":{"__proto__":1,"constructor":2,"emails":[null]}}]}',
];
const TYPES = ['application/json', 'application/scim+json', 'text/plain', 'application/xml', 'multipart/form-data'];

describe('hostile requests', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  beforeAll(async () => {
    plane = await controlPlane();
    admin = await plane.person('admin', [{ role: 'administrator', environment: '*', team: '*' }]);
  }, 120_000);
  afterAll(() => plane.close());

  it('are refused by every route, never answered with a fault of the server or with a secret', async () => {
    const failed: string[] = [];
    let number = 0;
    for (const row of ROUTES.filter(({ id }) => id !== 'verify-ledger' && !id.includes('session')))
      for (const body of row.method === 'GET' ? [undefined] : BODIES) {
        number += 1;
        const part = PARTS[number % PARTS.length] ?? '';
        const known = number % 2 === 0 ? '00000000-0000-4000-8000-000000000000' : part;
        const url = `${plane.url}${row.path.replaceAll(/\{\w+\}/gu, known)}?${QUERIES[number % QUERIES.length] ?? ''}`;
        const response = await fetch(url, {
          method: row.method,
          headers: { authorization: `Bearer ${admin.token}`, 'if-match': '"1"', ...(body === undefined ? {} : { 'content-type': TYPES[number % TYPES.length] ?? '' }) },
          ...(body === undefined ? {} : { body }),
          signal: AbortSignal.timeout(20_000),
        });
        const text = 'stream' in row && response.ok ? '' : await response.text();
        if ('stream' in row) await response.body?.cancel().catch(() => undefined);
        if (response.status >= 500 || text.includes(admin.token)) failed.push(`${response.status} ${row.id} ${url.slice(0, 200)} ${(body ?? '').slice(0, 80)}`);
      }
    expect(failed).toEqual([]);
  });
}); // prettier-ignore
