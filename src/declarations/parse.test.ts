import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { KEYS, SECTIONS } from './fields.ts';
import { parseDeclarations } from './parse.ts';
import { estateSchema } from './schema.ts';

const EXAMPLE = /```yaml\n([\s\S]*?)```/u.exec(readFileSync('docs/declarations.md', 'utf8'))?.[1] ?? '';

const ajv = new Ajv2020.default({ strict: false });
addFormats.default(ajv);
const valid = ajv.compile(estateSchema());

describe('the example of the documentation', () => {
  it('is read whole', () => {
    const read = parseDeclarations(EXAMPLE, 'writ.estate.yaml');
    expect(read.diagnostics).toEqual([]);
    for (const key of KEYS) expect(read[key].length, key).toBeGreaterThan(0);
    expect(read.exceptions[0]).toMatchObject({ rule: 'open-egress', expires: '2027-03-31' });
    expect(read.guards.map(({ severity }) => severity)).toEqual(['high', 'critical']);
    expect(read.chains[0]?.hops.map(({ pattern }) => pattern)).toHaveLength(3);
  });

  it('is valid under the schema, and the schema is the published one', () => {
    expect(valid(parse(EXAMPLE)), JSON.stringify(valid.errors)).toBe(true);
    const published = JSON.parse(readFileSync('schemas/estate.schema.json', 'utf8')) as unknown;
    expect(published, 'write it anew: npm run docs').toEqual(JSON.parse(JSON.stringify(estateSchema())));
  });
});

describe('a mistake', () => {
  it.each([
    ['exceptions:\n  - { id: a, owner: o, reason: r, expires: 2027-02-30 }', 2, /"expires" is not a day/],
    ['exceptions:\n  - { id: a, owner: o, reason: r, expires: 2027-02-20, ruel: x }', 2, /unknown field "ruel"/],
    ['accepted:\n  - { reason: r, owner: o, expires: 2027-02-20 }', 2, /needs one of "finding", "rule"/],
    ['accepted:\n  - { finding: "f:1", reason: r, owner: o, expires: 2027-02-20 }', 2, /"finding" is not/],
    ['guards:\n  - no notebook reaches the moon', 2, /"moon" is not understood here \(column 25\)/],
    ['guards: [{ severity: high }]', 1, /needs "guard"/],
    ['rules:\n  - { name: A, title: t, severity: low, when: agent, fix: f }', 2, /"name" is not/],
    ['severities:\n  - { rule: no-owner, severity: urgent }', 2, /"severity" is not one of/],
    ['approvals:\n  - { resource: a }', 2, /needs one of "request"/],
    ['approvals:\n  - { resource: a, approve: [b], evidence: "javascript:x" }', 2, /"evidence" is not an address/],
    ['duties:\n  - { apart: [serving, lunch], why: w }', 2, /"apart" is not two or more of serving/],
    ['chains:\n  - { service: a, hops: b }', 2, /"hops" is not a list/],
    ['include: [3]', 1, /not a mapping/],
  ])('in %j has a place and a reason, is refused by the schema, and is not counted', (text, line, message) => {
    const { diagnostics, ...read } = parseDeclarations(text, 'f.yaml');
    expect(diagnostics.map((one) => [one.code, one.place.line])).toEqual([['bad-declaration', line]]);
    expect(diagnostics[0]?.message).toMatch(message);
    if (!text.startsWith('approvals:\n  - { resource: a, approve')) expect(Object.values(read).flat()).toEqual([]);
    if (!text.includes('moon')) expect(valid(parse(text))).toBe(false);
  });

  it('costs its own entry alone', () => {
    const { accepted, diagnostics } = parseDeclarations(
      'accepted:\n  - { rule: a, reason: r, owner: o, expires: soon }\n  - { rule: b, reason: r, owner: o, expires: 2027-01-01 }\n',
      'f.yaml',
    );
    expect(accepted.map(({ rule }) => rule)).toEqual(['b']);
    expect(diagnostics).toHaveLength(1);
  });
});

it('whatever stands under the keys, nothing is thrown and every entry is read or told', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.constant('f:0123456789abcdef'),
  );
  const names = Object.values(SECTIONS).flatMap((section) => Object.keys(section.fields));
  const entry = fc.dictionary(
    fc.constantFrom(...names, '__proto__', 'constructor'),
    fc.oneof(scalar, fc.array(scalar)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...KEYS),
      fc.array(fc.oneof(entry, scalar), { minLength: 1, maxLength: 4 }),
      (key, list) => {
        const read = parseDeclarations(JSON.stringify({ [key]: list }), 'f.yaml');
        expect(read.diagnostics.length + read[key].length).toBeGreaterThan(0);
      },
    ),
  );
});
