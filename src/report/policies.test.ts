import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEPT, type KeptFact } from '../cloud/kept.ts';
import type { AwsFact } from '../model/aws-facts.ts';
import type { AwsPolicy } from '../model/aws-policy.ts';
import { WritError } from '../model/errors.ts';
import { packPolicies, unpackPolicies } from './policies.ts';

const evidence = { file: 'account.json', line: 3 } as const;
const about = { node: 'aws:CloudRole:111122223333/trainer', evidence: [evidence], confidence: 'proved' } as const;
const named = { account: '111122223333', arn: 'arn:aws:iam::111122223333:role/trainer' };
const somebody = { aws: ['*'], service: ['ec2.amazonaws.com'], federated: [], canonical: [] };
const condition = { operator: 'StringLike', key: 'aws:PrincipalTag/team', values: ['ml-*'], evidence };
const policy: AwsPolicy = {
  version: '2012-10-17',
  name: 'data',
  statements: [
    { sid: 'Read', effect: 'Allow', actions: ['s3:Get*'], resources: ['*'], conditions: [condition], evidence },
    { effect: 'Deny', notActions: ['s3:*'], notResources: ['*'], conditions: [], evidence, uncertain: 'odd' },
    { effect: 'Allow', principals: somebody, actions: ['sts:AssumeRole'], conditions: [], evidence },
    { effect: 'Deny', notPrincipals: somebody, actions: ['s3:*'], conditions: [], evidence: { object: 'o', at: 'v1' } },
  ],
  evidence,
};

const bucket = { type: 'bucket', name: 'models' } as const;

/** Every kind, with every field that a fact may have. */
const FACTS: readonly KeptFact[] = [
  {
    ...about, ...named, fact: 'aws-identity', type: 'role', name: 'trainer', inline: [policy], attached: ['arn:aws:iam::aws:policy/x'],
    boundary: 'arn:aws:iam::aws:policy/y', groups: ['g'], trust: policy, tags: { team: 'ml', constructor: 'x' }, instanceProfiles: ['p'],
    serviceLinked: false, created: '2024-01-01', lastUsed: '2025-01-01', unresolved: ['var.policy'],
  },
  { ...about, ...named, fact: 'aws-policy', policy },
  {
    ...about, ...named, fact: 'aws-resource', service: 's3', type: 'bucket', policy, role: 'r', kmsKey: 'k',
    metadata: { tokens: 'optional', hops: 2, off: false }, publicBlocked: true, tags: {}, unresolved: 'a reference',
  },
  {
    ...about, fact: 'aws-organisation', id: 'o-1', management: '111122223333', parents: { '444455556666': 'r-1' },
    accountNames: { '444455556666': 'prod' }, scps: { 'r-1': [policy] }, rcps: {}, scpsEnabled: true, rcpsEnabled: false,
  },
  { ...about, fact: 'aws-pod-identity', cluster: 'c', namespace: 'n', serviceAccount: 's', role: 'r' },
  { ...about, ...named, fact: 'aws-oidc-provider', issuer: 'token.test', audiences: ['sts.amazonaws.com'], cluster: 'c' },
  { ...about, fact: 'gcp-grant', on: bucket, role: 'roles/viewer', members: ['user:a@b.test'], condition: { title: 't', expression: 'true' }, uncertain: 'u' },
  { ...about, fact: 'gcp-deny', on: bucket, name: 'd', rules: [{ principals: ['p'], exceptPrincipals: [], permissions: ['q'], exceptPermissions: ['r'], condition: 'false' }] },
  { ...about, fact: 'gcp-service-account', email: 'a@p.iam.gserviceaccount.com', project: 'p', uniqueId: '1', disabled: true },
  { ...about, fact: 'gcp-role', role: 'projects/p/roles/r', permissions: ['a.b.c'], inactive: true, unresolved: 'var.x' },
  {
    ...about, fact: 'gcp-resource', on: { type: 'endpoint', project: 'p', location: 'l', name: '7' }, title: 't', policy: true, number: '1',
    parent: { type: 'folder', name: '2' }, runsAs: 'a@b.test', pools: [{ account: 'a', scopes: ['s'], metadata: 'pods' }], podIdentities: true, serves: [bucket], artifact: 'gs://models/a',
  },
  {
    ...about, fact: 'gcp-provider', project: 'p', pool: 'l', provider: 'v', issuer: 'token.test', audiences: ['a'],
    mapping: { 'google.subject': 'assertion.sub' }, condition: 'true', disabled: false,
  },
  { ...about, fact: 'azure-assignment', scope: '/', principal: 'o', principalType: 'User', principalName: 'a', role: 'g', roleName: 'Owner', condition: 'c' },
  {
    ...about, fact: 'azure-role', role: 'g', name: 'n', custom: true, assignableScopes: ['/'], unresolved: 'u',
    permissions: [{ actions: ['*'], notActions: [], dataActions: ['a/read'], notDataActions: [], condition: 'c' }],
  },
  { ...about, fact: 'azure-identity', type: 'application', name: 'n', client: 'c', principal: 'p', registration: 'r', tenant: 't', resource: '/x' },
  {
    ...about, fact: 'azure-federated-credential', of: { type: 'managed-identity', name: 'n', client: 'c', registration: 'r', tenant: 't', resource: '/x' },
    name: 'f', issuer: 'token.test', subject: 's', whole: true, expression: 'e', audiences: ['a'],
  },
  {
    ...about, fact: 'azure-resource', id: '/x', type: 'M.S/a', sort: 'OpenAI', name: 'n', parent: '/', identities: ['i'], machines: { identities: ['k'], closed: false }, keys: true, byRoles: false,
    accessPolicies: [{ principal: 'p', secrets: ['get'], keys: ['sign'], certificates: [] }], public: true, hosts: ['h'], uses: ['/y'],
  },
]; // prettier-ignore

const packed = packPolicies(FACTS) ?? new Uint8Array(0);
const unpack = (value: unknown): readonly KeptFact[] =>
  unpackPolicies(deflateRawSync(Buffer.from(JSON.stringify(value))), 'scan.snapshot');

describe('policies in a saved scan', () => {
  it('come back as they were, and nothing else is kept', () => {
    expect(unpackPolicies(packed, 'scan.snapshot')).toEqual(FACTS);
    expect(new Set(FACTS.map(({ fact }) => fact))).toEqual(new Set(KEPT));
    const other = { ...about, fact: 'authority', may: 'x', who: 'y' } as never;
    expect(packPolicies([...FACTS, other])).toEqual(packed);
  });

  it('are left out when there are too many', () => {
    expect(packPolicies(FACTS, 100)).toBeUndefined();
  });

  it('lose what is secret, wherever somebody wrote it', () => {
    const key = 'AKIAQ3EGRZ7XWVN5LTPD';
    const token = 'hf_Zq8Xw2Lk5Rt9Vb3Nm7Jh4Gd6Fs1Pa0Oi';
    const [identity] = FACTS;
    const told = { ...identity, tags: { key, token }, attached: [token] } as AwsFact;
    const text = JSON.stringify(unpackPolicies(packPolicies([told]) ?? packed, 'scan.snapshot'));
    expect(text).not.toContain(token);
    expect(text).toContain('a secret');
  });

  it.each([
    [{}, 'policies is not a list'],
    [[{ fact: 'k8s-secret' }], 'policies[0].fact is "k8s-secret", which this version does not know'],
    [[{ ...FACTS[1], policy: null }], 'policies[0].policy is not an object'],
    [[{ ...FACTS[1], policy: { ...policy, version: '1' } }], 'policies[0].policy.version is "1"'],
    [[{ ...FACTS[0], tags: { a: 1 } }], 'policies[0].tags.a'],
    [[{ fact: 'gcp-grant', ...about, on: { type: 'moon', name: 'x' } }], 'policies[0].on.type is "moon"'],
    [[{ ...about, fact: 'gcp-resource', on: bucket, policy: false }], 'policies[0].policy is not true'],
    [[{ ...about, fact: 'azure-assignment', scope: '/', principal: 1 }], 'policies[0].principal is not text'],
    [[{ ...FACTS[3], scps: { 'r-1': {} } }], 'policies[0].scps.r-1'],
    [
      [{ ...FACTS[1], policy: { ...policy, statements: [{ effect: 'Allow', conditions: [], evidence }] } }],
      'policies[0].policy.statements[0] has not exactly one list of actions',
    ],
  ])('that are no policies are refused with their place: %#', (value, says) => {
    expect(() => unpack(value)).toThrow(says);
  });

  it('that unpack to more than is kept are refused before they fill the memory', () => {
    const bomb = deflateRawSync(Buffer.alloc(129 << 20, ' '));
    expect(bomb.length).toBeLessThan(1 << 20);
    expect(() => unpackPolicies(bomb, 'scan.snapshot')).toThrow('has policies that cannot be read');
  });

  it('of any bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), (edits) => {
        const bytes = Uint8Array.from(packed);
        for (const [place, value] of edits) bytes[place % bytes.length] = value;
        try {
          unpackPolicies(bytes, 'scan.snapshot');
        } catch (error) {
          expect(error).toBeInstanceOf(WritError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
