import { describe, expect, it } from 'vitest';
import { hole } from '../model/hole.ts';
import { evaluate } from './evaluate.ts';
import { outcomeOf } from './outcome.ts';
import type { Answer, Layers, Request } from './port.ts';
import { policyOf, type Written } from './slow/arbitrary.ts';

const ROLE = { type: 'role', arn: 'arn:aws:iam::111111111111:role/app', account: '111111111111' } as const;
const UNKNOWN = { present: {}, unknown: 'all', missing: [] } as const;
const GET: Request = { caller: ROLE, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: UNKNOWN };

const allow = (condition: Written, effect = 'Allow'): Written => ({
  Effect: effect,
  Action: 's3:*',
  Resource: '*',
  Condition: condition,
});
const identity = (...statements: readonly Written[]): Layers => ({ identity: [policyOf(statements)] });
const both = (one: Written, other: Written): Layers => ({
  ...identity(allow(one)),
  boundary: policyOf([allow(other)]),
});
const outcome = (layers: Layers, request = GET): Answer['outcome'] => {
  const found = outcomeOf(request, layers);
  expect(evaluate(request, layers).outcome).toBe(found);
  return found;
};

describe('what no request can meet is denied', () => {
  const contradictions: readonly (readonly [Written, Written])[] = [
    [{ StringEquals: { 'x:a': 'a' } }, { StringEquals: { 'x:a': 'b' } }],
    [{ StringEquals: { 'x:a': 'a' } }, { StringNotEquals: { 'x:a': ['a', 'c'] } }],
    [{ StringLike: { 'x:a': 'repo:one/*' } }, { StringLike: { 'x:a': 'repo:two/*:main' } }],
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { IpAddress: { 'aws:SourceIp': '192.168.0.0/16' } }],
    [{ IpAddress: { 'aws:SourceIp': '10.1.0.0/16' } }, { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    [{ Null: { 'x:a': 'true' } }, { StringEquals: { 'x:a': 'a' } }],
    [{ Bool: { 'x:a': 'true' } }, { Bool: { 'x:a': 'false' } }],
    [{ NumericLessThan: { 'x:a': '5' } }, { NumericGreaterThanEquals: { 'x:a': '5' } }],
    [{ DateLessThan: { 'x:a': '2026-01-01' } }, { DateGreaterThan: { 'x:a': '2026-01-01T00:00:00Z' } }],
    [{ ArnLike: { 'x:a': 'arn:aws:iam::1:role/*' } }, { ArnLike: { 'x:a': 'arn:aws:iam::2:role/*' } }],
  ];
  it.each(contradictions)('%j with %j', (one, other) => {
    expect(outcome(both(one, other))).toBe('deny');
    expect(outcome(both(one, one))).toBe('allow-if');
    expect(outcome(both(other, other))).toBe('allow-if');
  });

  it('several values of one key are no contradiction', () => {
    const tag = (value: string): Written => ({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': value } });
    expect(outcome(both(tag('a'), tag('b')))).toBe('allow-if');
  });

  it('an allow and a deny under the same condition', () => {
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(outcome(identity(allow(mfa), allow(mfa, 'Deny')))).toBe('deny');
  });
});

describe('what every request meets is allowed', () => {
  it('a condition and its negation', () => {
    const one = allow({ StringEquals: { 'x:a': 'a' } });
    expect(outcome(identity(one, allow({ StringNotEquals: { 'x:a': 'a' } })))).toBe('allow');
    expect(outcome(identity(allow({ StringLikeIfExists: { 'x:a': '*' } })))).toBe('allow');
  });
});

describe('what was not resolved is a need', () => {
  it('a hole in the policy or in the resource', () => {
    const named: Written = { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${hole('var.bucket')}/*` };
    expect(evaluate(GET, identity(named))).toMatchObject({
      outcome: 'allow-if',
      needs: [{ key: 'var.bucket', kind: 'unresolved' }],
    });
    expect(outcome(identity(named), { ...GET, resource: 'arn:aws:sqs:::q' })).toBe('deny');
    const open = { ...GET, resource: `arn:aws:s3:::b/${hole('key')}` };
    expect(outcome(identity({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }), open)).toBe('allow');
    expect(outcome(identity({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b/x*' }), open)).toBe(
      'allow-if',
    );
    expect(outcome(identity({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::c/*' }), open)).toBe('deny');
  });

  it('a statement in doubt allows maybe and denies maybe', () => {
    const all: Written = { Effect: 'Allow', Action: '*', Resource: '*' };
    expect(outcome(identity({ ...all, Odd: 1 }))).toBe('allow-if');
    expect(outcome(identity(all, { ...all, Effect: 'Deny', Odd: 1 }))).toBe('allow-if');
  });

  it('an account that no file names may be the same or another', () => {
    const caller = { ...ROLE, arn: `arn:aws:iam::${hole('account')}:role/app`, account: hole('account') };
    const all = identity({ Effect: 'Allow', Action: '*', Resource: '*' });
    expect(outcome(all, { ...GET, caller, resourceAccount: '222222222222' })).toBe('allow-if');
    expect(outcome(all, { ...GET, caller })).toBe('allow');
  });
});

describe('hostile patterns', () => {
  const long = `arn:aws:s3:::${'a'.repeat(2035)}`;
  const stars: readonly string[] = ['*a', '*a?', '*?a', '?*a', '**a', '*aa*a'];
  it.each(stars)('%s over and over is compared once through', (piece) => {
    const patterns = Array.from({ length: 50 }, (_, at) => `arn:aws:s3:::${piece.repeat(300)}${at}b`);
    const layers = identity({ Effect: 'Allow', Action: 's3:*', Resource: patterns });
    for (let at = 0; at < 20; at++) expect(outcomeOf({ ...GET, resource: long }, layers)).toBe('deny');
    const like = { StringLike: { 'x:a': patterns }, ArnLike: { 'x:b': patterns } };
    const context = { present: { 'x:a': [long], 'x:b': [long] }, unknown: [], missing: [] };
    expect(outcomeOf({ ...GET, context }, identity(allow(like)))).toBe('deny');
  });

  it('with holes are compared up to a bound, and maybe beyond it', () => {
    const pattern = `${'*a'.repeat(1000)}b`;
    const layers = identity({ Effect: 'Allow', Action: 's3:*', Resource: Array.from({ length: 50 }, () => pattern) });
    expect(outcomeOf({ ...GET, resource: `${long}${hole('x')}` }, layers)).toBe('allow-if');
  });

  it('cost no more than pattern times text', () => {
    const pattern = `${'*a'.repeat(2000)}b`;
    const layers = identity({ Effect: 'Allow', Action: 's3:*', Resource: pattern });
    expect(outcome(layers, { ...GET, resource: 'a'.repeat(4000) })).toBe('deny');
  });
});
