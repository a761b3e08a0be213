import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readYaml } from '../../documents/read.ts';
import { hole } from '../../model/hole.ts';
import { parsePolicy, parsePolicyText, type ParsedPolicy } from './policy.ts';
import type { PolicyOptions } from './reading.ts';

const PLACE = { file: 'a.json', line: 7 };

function parse(text: string, options: PolicyOptions = {}): ParsedPolicy {
  const [root] = readYaml('p.yaml', text).roots;
  if (root === undefined) throw new Error('not read');
  return parsePolicy(root, 'test', options);
}

const statement = (body: string): string =>
  `Version: '2012-10-17'\nStatement:\n  - ${body.replaceAll('\n', '\n    ')}\n`;
const messages = ({ problems }: ParsedPolicy): readonly string[] => problems.map(({ message }) => message);

describe('what a policy says', () => {
  it('takes single values for lists, one statement for a list, numbers and booleans as texts', () => {
    const { policy, problems } = parse(
      'Statement:\n  Sid: One\n  Effect: Deny\n  Principal: "*"\n  Action: s3:GetObject\n  Resource: arn:aws:s3:::b/*\n' +
        '  Condition: {Bool: {aws:SecureTransport: false}, NumericLessThan: {s3:max-keys: 10}}\n',
    );
    expect(problems).toEqual([]);
    expect(policy.version).toBe('2008-10-17');
    expect(policy.statements).toMatchObject([
      {
        sid: 'One',
        effect: 'Deny',
        principals: { aws: ['*'], service: [], federated: [], canonical: [] },
        actions: ['s3:GetObject'],
        resources: ['arn:aws:s3:::b/*'],
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
          { operator: 'NumericLessThan', key: 's3:max-keys', values: ['10'] },
        ],
        evidence: { file: 'p.yaml', line: 1 },
      },
    ]);
    expect(policy.statements[0]?.uncertain).toBeUndefined();
  });

  it('reads the text of a policy, plain and URL-encoded, all of it at one place', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    });
    for (const form of [text, encodeURIComponent(text)]) {
      const { policy, problems } = parsePolicyText(form, PLACE, 'trust', { kind: 'trust', outside: true });
      expect(problems).toEqual([]);
      expect(policy.statements).toMatchObject([{ principals: { service: ['lambda.amazonaws.com'] }, evidence: PLACE }]);
    }
    const [root] = readJson('a.json', JSON.stringify(text)).roots;
    expect(root && parsePolicy(root, 'x').policy.statements).toHaveLength(1);
  });

  it('keeps holes of a text, also one that stands for a value or has quotes in its name', () => {
    const name = hole('var.names["a"]');
    const { policy, problems } = parsePolicyText(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":${name},"Resource":"arn:aws:s3:::${name}/*"}]}`,
      PLACE,
      'x',
    );
    expect(problems).toEqual([]);
    expect(policy.statements).toMatchObject([{ actions: [name], resources: [`arn:aws:s3:::${name}/*`] }]);
  });

  it('what could not be resolved at all may allow and may deny', () => {
    const { policy } = parsePolicyText(`${hole('data.x')} more`, PLACE, 'x');
    expect(policy.statements.map(({ effect, uncertain }) => [effect, uncertain !== undefined])).toEqual([
      ['Allow', true],
      ['Deny', true],
    ]);
  });

  it('takes the meaning from holes that stand in a file', () => {
    const text = JSON.stringify({ Statement: { Effect: 'Allow', Action: hole('x'), Resource: '*' } });
    const { policy } = parsePolicyText(text, PLACE, 'x', { outside: true });
    expect(policy.statements[0]?.actions).toEqual(['\uFFFDx\uFFFD']);
  });
});

describe('what AWS would reject', () => {
  const kept: readonly (readonly [string, string, PolicyOptions])[] = [
    ['Effect: allow\nAction: s3:GetObject\nResource: "*"', 'neither "Allow" nor "Deny"', {}],
    ['Effect: Allow\nAction: s3:GetObject', 'neither Resource nor NotResource', { kind: 'identity' }],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nPrincipal: "*"', 'no principal', { kind: 'identity' }],
    ['Effect: Allow\nAction: sts:AssumeRole\nResource: "*"\nPrincipal: "*"', 'no resource', { kind: 'trust' }],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"', 'neither Principal', { kind: 'resource' }],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nPrincipal: me', 'other than', {}],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nPrincipal: {Aws: "1"}', 'unknown type', {}],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nCondition: {StringIs: {a: b}}', 'is unknown', {}],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nCondition: [a]', 'no map', {}],
    ['Effect: Allow\nAction: s3:GetObject\nResource: [{a: b}]', 'no text', {}],
    ['Effect: Allow\nAction: s3:GetObject\nResource: "*"\nactions: x', 'no element', {}],
  ];
  it.each(kept)('%s', (body, reason, options) => {
    const parsed = parse(statement(body), options);
    expect(messages(parsed).some((message) => message.includes(reason))).toBe(true);
    expect(parsed.problems.every(({ code, level }) => code === 'malformed' && level === 'error')).toBe(true);
    expect(parsed.policy.statements).toHaveLength(1);
    expect(parsed.policy.statements[0]?.uncertain).toBeDefined();
  });

  it('keeps both readings of Action with NotAction, of Resource with NotResource, of Principal with NotPrincipal', () => {
    const both = 'Effect: Allow\nAction: s3:GetObject\nNotAction: s3:*\nResource: "*"';
    const { policy } = parse(statement(both));
    expect(policy.statements.map(({ actions, notActions }) => actions ?? notActions)).toEqual([
      ['s3:GetObject'],
      ['s3:*'],
    ]);
    expect(policy.statements.every(({ uncertain }) => uncertain !== undefined)).toBe(true);
  });

  it('leaves out what can mean nothing', () => {
    for (const body of [
      'Action: s3:GetObject\nResource: "*"',
      'Effect: Allow\nResource: "*"',
      'Effect: [1]\nAction: "*"',
      'x',
    ])
      expect(parse(statement(body))).toMatchObject({ policy: { statements: [] }, problems: [{ code: 'malformed' }] });
    expect(parse('[]')).toMatchObject({ policy: { statements: [] }, problems: [{ code: 'malformed' }] });
    expect(parsePolicyText('{"a":', PLACE, 'x')).toMatchObject({
      policy: { statements: [] },
      problems: [{ code: 'malformed', place: PLACE }],
    });
  });

  it('doubts every statement of a policy with an unknown version', () => {
    const { policy, problems } = parse('Version: 2012-10-18\nStatement: {Effect: Deny, Action: "*", Resource: "*"}');
    expect(problems).toHaveLength(1);
    expect(policy.statements[0]?.uncertain).toContain('version');
  });

  it('tells of a principal with a wildcard in its name, which names nobody, without doubting what is said', () => {
    const body = (who: string): string => `Effect: Allow\nAction: "s3:*"\nResource: "*"\nPrincipal: {AWS: ${who}}`;
    const parsed = parse(statement(body('["arn:aws:iam::111122223333:role/*", "111122223333"]')));
    expect(messages(parsed)).toEqual([expect.stringContaining('role/*')]);
    expect(parsed.policy.statements[0]?.uncertain).toBeUndefined();
    expect(parse(statement(body('"*"'))).problems).toEqual([]);
  });

  it('tells of an id that stands twice, and of one that IAM does not take, without doubting what is said', () => {
    const text = `Statement:\n${'  - {Sid: a b, Effect: Allow, Action: "*", Resource: "*"}\n'.repeat(2)}`;
    const parsed = parse(text, { kind: 'identity' });
    expect(messages(parsed).filter((message) => message.includes('two statements'))).toHaveLength(1);
    expect(messages(parsed).filter((message) => message.includes('letters'))).toHaveLength(2);
    expect(parsed.policy.statements.every(({ uncertain }) => uncertain === undefined)).toBe(true);
  });

  it('notes actions that the catalogue does not know and keeps them', () => {
    const odd = ['s3:GetObjekt', 'nosuch:Get', 's3:GetObject, s3:PutObject', 's3', 's3:Zz*'];
    const fine = ['*', 's3:*', 'S3:getobject', 's3:Get?bject', '*:*', 's*:Get*'];
    const { policy, problems } = parse(
      statement(`Effect: Allow\nResource: "*"\nAction: ${JSON.stringify([...odd, ...fine])}`),
    );
    expect(problems.map(({ code }) => code)).toEqual(odd.map(() => 'unknown-action'));
    expect(policy.statements[0]?.actions).toEqual([...odd, ...fine]);
    expect(policy.statements[0]?.uncertain).toBeUndefined();
  });
});

describe('hostile input', () => {
  it('bounds size and depth; what was not read may be anything', () => {
    const huge = JSON.stringify({
      Statement: Array.from({ length: 6000 }, () => ({ Effect: 'Deny', Action: '*', Resource: '*' })),
    });
    expect(parsePolicyText(huge, PLACE, 'x')).toMatchObject({ problems: [{ code: 'too-large' }] });
    expect(parsePolicyText(huge, PLACE, 'x').policy.statements).toHaveLength(2);
    expect(parsePolicyText('['.repeat(200_000), PLACE, 'x').problems[0]?.code).toBe('too-deep');
    expect(parsePolicyText(`{"Statement":"${'x'.repeat(2_000_000)}"}`, PLACE, 'x').problems[0]?.code).toBe('too-large');
  });

  it('never throws', () => {
    const word = fc.constantFrom(
      ...'Version,Statement,Effect,Allow,Deny,Action,NotAction,Principal,AWS,Condition,__proto__,*'.split(','),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.jsonValue(),
        fc.array(tie('tree')),
        fc.dictionary(word, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 'identity', 'trust', 'rcp'), (value, kind) => {
        const text = JSON.stringify({ Version: '2012-10-17', Statement: value });
        const { policy } = parsePolicyText(text, PLACE, 'x', kind === undefined ? {} : { kind });
        for (const one of policy.statements) expect([one.actions, one.notActions].filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});
