import fc from 'fast-check';
import { compile } from '../compile.ts';
import { parsePolicyText } from '../parse/policy.ts';
import type { Caller, CompiledPolicy, Layers, Request } from '../port.ts';

/** Random policies and requests over small alphabets, in which many things meet. */

export type Written = Readonly<Record<string, unknown>>;

const HOME = '111111111111';
const AWAY = '222222222222';
const ROLE = `arn:aws:iam::${HOME}:role/app`;
const SESSION = `arn:aws:sts::${HOME}:assumed-role/app/job`;
const USER = `arn:aws:iam::${HOME}:user/ana`;
const FEDERATED = `arn:aws:sts::${HOME}:federated-user/bob`;
const OIDC = `arn:aws:iam::${HOME}:oidc-provider/issuer.example`;

const KEYS: Readonly<Record<string, readonly [operators: readonly string[], values: readonly string[]]>> = {
  'x:text': [
    [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
    ],
    ['a', 'A', 'ab', 'a*', '*', '?b', '${aws:PrincipalTag/team}'],
  ],
  'x:number': [
    ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals'],
    ['1', '2', '2.5'],
  ],
  'x:time': [
    ['DateLessThan', 'DateGreaterThan', 'DateEquals'],
    ['2026-01-01', '2026-01-01T12:00:00Z', '2027-01-01T00:00:00Z'],
  ],
  'aws:SourceIp': [
    ['IpAddress', 'NotIpAddress'],
    ['10.0.0.0/8', '10.1.0.0/16', '203.0.113.7', '2001:db8::/32'],
  ],
  'aws:SecureTransport': [['Bool'], ['true', 'false']],
  'aws:PrincipalArn': [
    ['ArnLike', 'ArnNotEquals', 'StringEquals'],
    [ROLE, `arn:aws:iam::*:user/*`, USER],
  ],
  'aws:PrincipalTag/team': [
    ['StringEquals', 'StringNotEquals', 'StringLike'],
    ['a', 'b', 'a*'],
  ],
  'aws:TagKeys': [
    ['StringEquals', 'StringLike', 'StringNotEquals'],
    ['a', 'b', 'a*'],
  ],
};

const condition = fc.constantFrom(...Object.keys(KEYS)).chain((key) => {
  const [operators, values] = KEYS[key] ?? [[], []];
  const sets = key === 'aws:TagKeys' ? ['ForAllValues:', 'ForAnyValue:'] : [''];
  const compared = fc
    .tuple(fc.constantFrom(...sets), fc.constantFrom(...operators), fc.constantFrom('', 'IfExists'))
    .map((parts) => parts.join(''));
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        key: fc.constant(key),
        operator: compared,
        values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        key: fc.constant(key),
        operator: fc.constant('Null'),
        values: fc.constantFrom(['true'], ['false']),
      }),
    },
  );
});

const conditions = fc.array(condition, { maxLength: 2 }).map((list) => {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { key, operator, values } of list) block[operator] = { ...block[operator], [key]: values };
  return block;
});

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sts:AssumeRole', 'ec2:RunInstances'];
const RESOURCES = ['arn:aws:s3:::b/k', 'arn:aws:s3:::c', `arn:aws:iam::${HOME}:role/target`, '*'];
const actions = fc.uniqueArray(fc.constantFrom(...ACTIONS, 's3:*', '*', '*', '*', '*', 'S3:Get*', '*:?etObject'), {
  minLength: 1,
  maxLength: 2,
});
const resources = fc.uniqueArray(
  fc.constantFrom(
    ...RESOURCES,
    '*',
    '*',
    '*',
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::b/?',
    'arn:*:role/*',
    'arn:aws:s3:::${x:text}/k',
  ),
  {
    minLength: 1,
    maxLength: 2,
  },
);
const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny');
const element = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Written> =>
  fc
    .tuple(fc.constantFrom(name, name, name, name, name, name, `Not${name}`), value)
    .map(([key, one]) => ({ [key]: one }));

export const statement: fc.Arbitrary<Written> = fc
  .tuple(effect, element('Action', actions), element('Resource', resources), conditions)
  .map(([Effect, action, resource, Condition]) => ({ Effect, ...action, ...resource, Condition }));

const principals = fc.oneof(
  fc.constant('*'),
  fc.record(
    {
      AWS: fc.uniqueArray(
        fc.constantFrom(ROLE, SESSION, USER, FEDERATED, HOME, `arn:aws:iam::${HOME}:root`, AWAY, '*'),
        { minLength: 1, maxLength: 3 },
      ),
      Service: fc.constantFrom('lambda.amazonaws.com', 'ec2.amazonaws.com'),
      Federated: fc.constantFrom(OIDC, 'accounts.google.com'),
    },
    { requiredKeys: ['AWS'] },
  ),
);
const resourceStatement = fc
  .tuple(statement, element('Principal', principals))
  .map(([one, who]) => ({ ...one, ...who }));
const everything = fc.constant<Written>({ Effect: 'Allow', Action: '*', Resource: '*' });
const controlStatement = fc.oneof(everything, statement);

export const policyOf = (statements: readonly Written[]): CompiledPolicy => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return compile(parsePolicyText(text, { file: 'random.json', line: 1 }, 'random').policy);
};

const policy = (one: fc.Arbitrary<Written>, most = 3): fc.Arbitrary<readonly Written[]> =>
  fc.array(one, { minLength: 1, maxLength: most });

/** Layers as written, so that statements can be added and left out. */
export interface WrittenLayers {
  readonly identity: readonly (readonly Written[])[];
  readonly boundary?: readonly Written[];
  readonly session?: readonly (readonly Written[])[];
  readonly resource?: readonly Written[];
  readonly scps?: readonly (readonly (readonly Written[])[])[];
  readonly rcps?: readonly (readonly (readonly Written[])[])[];
}

const levels = fc.array(fc.array(policy(controlStatement, 2), { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 2,
});
export const writtenLayers: fc.Arbitrary<WrittenLayers> = fc.record(
  {
    identity: fc.array(policy(statement), { maxLength: 2 }),
    boundary: policy(statement, 2),
    session: fc.array(policy(statement, 2), { minLength: 1, maxLength: 1 }),
    resource: policy(resourceStatement),
    scps: levels,
    rcps: levels,
  },
  { requiredKeys: ['identity'] },
);

export const layersOf = ({ identity, boundary, session, resource, scps, rcps }: WrittenLayers): Layers => ({
  identity: identity.map(policyOf),
  ...(boundary ? { boundary: policyOf(boundary) } : {}),
  ...(session ? { session: session.map(policyOf) } : {}),
  ...(resource ? { resource: policyOf(resource) } : {}),
  ...(scps ? { scps: scps.map((level) => level.map(policyOf)) } : {}),
  ...(rcps ? { rcps: rcps.map((level) => level.map(policyOf)) } : {}),
});

const callers: readonly Caller[] = [
  { type: 'role', arn: ROLE, account: HOME, session: 'job', tags: { team: 'a' } },
  { type: 'role', arn: ROLE, account: HOME, session: 'other' },
  { type: 'role', arn: ROLE, account: HOME, session: 'job', serviceLinked: true },
  { type: 'user', arn: USER, account: HOME, tags: {} },
  { type: 'root', account: HOME },
  { type: 'federated-user', arn: FEDERATED, account: HOME },
  { type: 'service', name: 'lambda.amazonaws.com' },
  { type: 'web-identity', provider: OIDC },
  { type: 'anonymous' },
];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'x:text': ['a', 'b'],
  'x:number': ['1', '3', 'many'],
  'x:time': ['2026-01-01T06:00:00Z'],
  'aws:SourceIp': ['10.1.2.3', '203.0.113.7', '2001:db8::1'],
  'aws:SecureTransport': ['true'],
  'aws:PrincipalTag/team': ['b'],
};
const key = fc.constantFrom(...Object.keys(VALUES));
const context = fc
  .record({
    some: fc.uniqueArray(
      key.chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...(VALUES[name] ?? [])))),
      { selector: ([name]) => name, maxLength: 4 },
    ),
    tags: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'ab'), { maxLength: 2 }), { nil: undefined }),
    unknown: fc.oneof(fc.constant('all' as const), fc.uniqueArray(key, { maxLength: 3 })),
    missing: fc.uniqueArray(key, { maxLength: 2 }),
  })
  .map(({ some, tags, unknown, missing }) => {
    const present: Record<string, readonly string[]> = {};
    for (const [name, value] of some) present[name] = [value];
    if (tags) present['aws:TagKeys'] = tags;
    return { present, unknown, missing: missing.filter((name) => !(name in present)) };
  });

export const request: fc.Arbitrary<Request> = fc.record(
  {
    caller: fc.constantFrom(...callers),
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom(...RESOURCES),
    resourceAccount: fc.constantFrom(HOME, HOME, AWAY),
    context,
  },
  { requiredKeys: ['caller', 'action', 'resource', 'context'] },
);
