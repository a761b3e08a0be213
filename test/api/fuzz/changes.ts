import type { Random } from '../../e2e/fuzz/random.ts';
import type { Draft } from './draft.ts';
import { hostileText, hostileValue } from './values.ts';

/** One thing about a request that is made wrong, or only odd. */
type Change = (draft: Draft, random: Random) => Draft;

/** Texts of an address as no library would write them: halves of escapes, escapes of what is no text, of slashes and dots. */
const PARTS = [
  '%',
  '%zz',
  '%00',
  '%2',
  '%ed%a0%80',
  '%c0%af',
  '%ff',
  '%2e%2e%2f',
  '..',
  '.',
  '%2F',
  '%5c',
  '*',
  '{id}',
  ':id',
  '%25%30%30',
  'x'.repeat(7000),
  'x;a=b',
  '%E2%80%AE',
  '__proto__',
  'constructor',
  '-1',
  '1e400',
  '0x1',
  '9007199254740993',
  '%20',
  '00000000-0000-4000-8000-000000000000',
];
const QUERIES = [
  'limit',
  'cursor',
  'filter',
  'after',
  'before',
  'count',
  'startIndex',
  'attributes',
  'excludedAttributes',
  'follow',
  '__proto__',
  'constructor[prototype][a]',
  'limit[]',
  'a.b',
  '',
  '%',
  'ids%00',
];
const QUERY_VALUES = [
  '',
  '1',
  '0',
  '-1',
  '501',
  '1.5',
  '1e309',
  'NaN',
  'true',
  'null',
  '[]',
  '%',
  '%00',
  '%ed%a0%80',
  '+',
  'AA',
  'AAAA',
  'MDAwMA',
  '_'.repeat(4097),
  '9007199254740993.2',
  '1.99999999999',
  '0.0',
  '&&==&',
  'userName+eq+%22%5Cud800%22',
  'userName+eq+%22%00%22',
  'userName+eq+%22' + '%5C%5C'.repeat(200) + '%22',
  'id+eq+%22x%22',
  '1;2',
];
const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['if-match', ['"1"', 'W/"1"', '*', '"1", "2"', '""', '"999999999999999"', '"9999999999999999"', '"-1"', '1e3', 'x'.repeat(65)]],
  ['if-none-match', ['*', '"1"', 'W/"1"', '"0", "1"', 'x']],
  ['idempotency-key', ['', ' ', 'one', 'x'.repeat(256), 'é', 'a b', '__proto__']],
  ['last-event-id', ['1.1', '0.0', '999999999999999.2147483647', '1.2147483648', '-1.0', 'x', '1.1, 1.2', '\u00a0']],
  ['content-type', ['application/json; charset=utf-16', 'application/json;', 'APPLICATION/JSON', 'text/plain', 'application/xml', 'application/scim+json', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/json, text/plain', 'x', '/', '*/*', ';', 'application/json; a="b']],
  ['content-encoding', ['gzip', 'br', 'identity']],
  ['accept', ['text/html', 'application/xml', '', '*/*;q=0', 'x']],
  ['accept-encoding', ['gzip', 'x']],
  ['range', ['bytes=0-1', 'x']],
  ['traceparent', ['00-00000000000000000000000000000000-0000000000000000-00', 'x', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`]],
  ['cookie', ['writ-session=x', 'writ-session=%', 'writ-session=%ed%a0%80', '=;=;=', `a=${'b'.repeat(4000)}`, '__proto__=1']],
  ['x-csrf-token', ['x', '']],
  ['x-http-method-override', ['DELETE']],
  ['x-forwarded-for', ['127.0.0.1', '::', 'x']],
  ['host', ['evil.test', '[::1', '', 'a b', '127.0.0.1:99999']],
  ['expect', ['100-continue']],
  ['origin', ['null', 'https://evil.test']],
  ['sec-fetch-site', ['cross-site']],
  ['x-padding', ['x'.repeat(12_000), 'x'.repeat(20_000)]],
]; // prettier-ignore
const BODIES: readonly (string | Buffer)[] = [
  '', ' ', '{', '[', '"', '{"a":', 'nul', 'null', '1', '"x"', '[]', '{}', 'NaN', '{a:1}', "{'a':1}", '{"a":1,}', '{"a":1}{', '\ufeff{}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}',
  `${'['.repeat(200_000)}${']'.repeat(200_000)}`, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, `{"a":"${'x'.repeat(1 << 20)}"}`, `[${'1,'.repeat(100_000)}1]`, '{"name":1e400,"limit":-1e400}', `{"a":${'9'.repeat(5000)}}`,
  Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d]), Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), Buffer.from([0x1f, 0x8b, 0x08, 0x00]), Buffer.alloc(64),
  'a=b&c=d', '<a/>', '--x\r\n\r\n--x--', '{"name":"a","name":"b","userName":"a","userName":"b"}',
]; // prettier-ignore

const withField: Change = (draft, random) => {
  const body = draft.body && 'json' in draft.body ? draft.body.json : undefined;
  const value = random.chance(70) ? hostileValue(random) : hostileText(random);
  return draft.body ? { ...draft, body: { json: replaced(body, value, random) } } : draft;
};

/** The same with one of its values, however deep, in the place of which stands another. */
function replaced(body: unknown, value: unknown, random: Random): unknown {
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0 || random.chance(20)) return value;
  if (Array.isArray(body)) {
    const at = random.below(body.length);
    return body.map((one, index) => (index === at ? replaced(one, value, random) : (one as unknown)));
  }
  const name = random.one(Object.keys(body));
  return { ...body, [name]: replaced((body as Record<string, unknown>)[name], value, random) };
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const changed =
  (change: (json: Readonly<Record<string, unknown>>, random: Random) => unknown): Change =>
  (draft, random) =>
    draft.body && 'json' in draft.body && isFields(draft.body.json)
      ? { ...draft, body: { json: change(draft.body.json, random) } }
      : draft;

/** What is wrong in one place. */
export const NEARLY: readonly Change[] = [
  withField,
  withField,
  changed((json, random) => Object.fromEntries(Object.entries(json).filter(() => random.chance(60)))),
  changed((json, random) => ({ ...json, [random.one(['extra', 'id', 'revision', 'state', '', '\0', '\ud800', 'toString', 'active', 'roles'])]: hostileValue(random) })),
  changed((json) => [json]),
  (draft, random) => ({ ...draft, query: draft.query.filter(() => random.chance(50)) }),
  (draft, random) => ({ ...draft, query: [...draft.query, ...(draft.query.length > 0 ? [random.one(draft.query)] : [])] }),
  (draft, random) => ({ ...draft, query: [...draft.query, [random.one(QUERIES), random.one(QUERY_VALUES)]] }),
  (draft, random) => ({ ...draft, query: draft.query.map(([name]) => [name, random.one(QUERY_VALUES)]) }),
  (draft, random) => ({ ...draft, headers: headersWithout(draft, random.one(['if-match', 'content-type', 'idempotency-key'])) }),
  (draft, random) => {
    const text = JSON.stringify(draft.body && 'json' in draft.body ? draft.body.json : {});
    return draft.body ? { ...draft, body: { raw: Buffer.from(text.slice(0, random.below(text.length))) } } : draft;
  },
]; // prettier-ignore

/** What nobody sends who means well. */
export const HOSTILE: readonly Change[] = [
  ...NEARLY,
  (draft, random) => ({ ...draft, params: Object.fromEntries(Object.keys(draft.params).map((name) => [name, random.one(PARTS)])) }),
  (draft, random) => ({ ...draft, params: Object.fromEntries(Object.keys(draft.params).map((name) => [name, encodeURIComponent(hostileText(random).toWellFormed())])) }),
  withHeader,
  withHeader,
  (draft, random) => ({ ...draft, body: { raw: Buffer.from(random.one(BODIES)) } }),
  (draft, random) => ({ ...draft, method: random.one(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK', 'QUERY']) }),
  (draft, random) => ({ ...draft, query: Array.from({ length: random.one([2, 50, 1500]) }, () => [random.one(QUERIES), random.one(QUERY_VALUES)] as const) }),
]; // prettier-ignore

function withHeader(draft: Draft, random: Random): Draft {
  const [name, values] = random.one(HEADERS);
  return { ...draft, headers: { ...draft.headers, [name]: random.one(values) } };
}

const headersWithout = ({ headers }: Draft, without: string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== without));
