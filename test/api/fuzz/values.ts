import type { Random } from '../../e2e/fuzz/random.ts';
import type { Document, Schema } from './document.ts';

/** Texts that are hard on whoever cuts, compares, prints or keeps them, and which JSON can say. */
const TEXTS: readonly string[] = [
  '', ' ', '\t', '\0', 'a\0b', '\ud800', 'a\udfff', '\u{10ffff}', '\ufeffa', '\ufffe', 'e\u0301', '\u202eabc', 'ﬁ', 'İ', 'ß', '😀'.repeat(300), 'a'.repeat(70_000),
  '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-0', '1e309', '0x10', '9007199254740993', 'true', '[object Object]',
  "' or 1=1--", '%', '\\', '%00', '%s%n', '${7*7}', '{{7*7}}', '<script>', '../../etc/passwd', '..\\..', 'a\r\nset-cookie: a=b', 'person:', 'person:\0', '*', ',', '"',
  '00000000-0000-4000-8000-000000000000', '0000', '2026-02-30T00:00:00Z', '+275760-09-13T00:00:00.001Z', '1970-01-01',
]; // prettier-ignore

const NUMBERS: readonly number[] = [0, -0, -1, 1.5, 0.1, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e21, 1e308, 5e-324];

/** Any of these in the place of any value. */
const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { $ref: '#' },
  { length: 1e9 },
  { toJSON: 1 },
  JSON.parse('{"__proto__":{"a":1}}'),
];

export const hostileText = (random: Random): string => random.one(TEXTS);

export function hostileValue(random: Random): unknown {
  const kind = random.below(4);
  if (kind === 0) return random.one(NUMBERS);
  if (kind === 1) return random.one(OTHERS);
  if (kind === 2) return nested(random.one([2, 31, 32, 33, 40, 2000]), random.chance(50));
  return hostileText(random);
}

const nested = (levels: number, list: boolean): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = list ? [value] : { a: value };
  return value;
};

const WORDS = [
  'deploy',
  'a',
  'team-a',
  'prod',
  'Ada Lovelace',
  'ada@acme.test',
  'ё',
  '例え',
  '😀',
  'a b',
  'a/b',
  'k8s:ServiceAccount:prod/team-a/x',
  'W/"1"',
];

/** A value that the schema takes, at its bounds more often than chance would have it. */
export function valid(random: Random, document: Document, given: Schema, most = 4): unknown {
  const schema = document.schemaOf(given);
  if (schema.enum) return random.one(schema.enum);
  if (schema.anyOf) return valid(random, document, random.one(schema.anyOf), most);
  return schema.type === undefined
    ? random.one<unknown>(['x', 1, null, [], { a: [1] }])
    : MAKE[schema.type]({ random, document, schema, most });
}

interface Asked {
  readonly random: Random;
  readonly document: Document;
  readonly schema: Schema;
  /** How many levels more it may go down. */
  readonly most: number;
}

const MAKE: Readonly<Record<Exclude<Schema['type'], undefined>, (asked: Asked) => unknown>> = {
  null: () => null,
  boolean: ({ random }) => random.chance(50),
  integer: ({ random, schema }) => numberOf(random, schema),
  number: ({ random, schema }) => numberOf(random, schema),
  string: ({ random, schema }) => textOf(random, schema),
  array: ({ random, document, schema, most }) => arrayOf(random, document, schema, most),
  object: ({ random, document, schema, most }) => objectOf(random, document, schema, most),
};

function numberOf(random: Random, { minimum = -1e9, maximum = 1e9 }: Schema): number {
  return random.one([
    minimum,
    maximum,
    Math.min(maximum, minimum + 1),
    minimum + random.below(Math.min(maximum - minimum, 1e6) + 1),
  ]);
}

function textOf(random: Random, { format, pattern, minLength = 0, maxLength = 300 }: Schema): string {
  if (format === 'uuid')
    return random.one(['00000000-0000-4000-8000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']);
  if (format === 'date-time') return random.one(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678+01:00']);
  const word = random.one(WORDS);
  const unicode = random.one(['x', 'ß', '😀']);
  const texts = [
    word,
    word + String(random.below(1e6)),
    unicode.repeat(maxLength),
    unicode.repeat(Math.max(minLength, 1)),
    String(random.below(1e9)),
  ];
  const fits = texts.filter((one) => {
    const length = Array.from(one).length;
    return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(one));
  });
  return random.one(fits.length > 0 ? fits : ['x']);
}

function arrayOf(
  random: Random,
  document: Document,
  { items = {}, minItems = 0, maxItems = 3, uniqueItems }: Schema,
  most: number,
): unknown[] {
  const count = Math.max(minItems, most === 0 ? 0 : random.below(Math.min(maxItems, 3) + 1));
  const all = Array.from({ length: count }, () => valid(random, document, items, most - 1));
  return uniqueItems === true ? [...new Set(all)] : all;
}

function objectOf(random: Random, document: Document, schema: Schema, most: number): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  const names = Object.keys(properties).filter((name) => required.includes(name) || (most > 0 && random.chance(50)));
  return Object.fromEntries(names.map((name) => [name, valid(random, document, properties[name] ?? {}, most - 1)]));
}
