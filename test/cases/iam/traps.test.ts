import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = new URL('.', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => (parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: Case[] }).cases);

interface Case {
  readonly proves: string;
  readonly disputed?: string;
}

/** The rules that evaluators get wrong, each with cases that prove it from both sides where it has two. */
const TRAPS: Readonly<Record<string, readonly string[]>> = {
  "a boundary's explicit deny wins even over a direct grant": ["an explicit deny in the boundary wins over a resource policy's direct grant to the user"],
  'a grant to the session by-passes implicit denies': ['a grant to the session ARN holds against implicit denies of all three at once'],
  'a grant to the role does not': ['a grant to the role ARN is limited by an implicit deny of the boundary', 'a grant to the role ARN is limited by an implicit deny of the session policy'],
  'a grant to a user by-passes identity policy and boundary': ['a grant to the user ARN is not limited by an implicit deny of identity policy and boundary'],
  'a federated user': ['a grant to the federated session ARN is not limited by the missing session policy', 'a grant to the ARN of the user who federated is limited by an implicit deny of the session policy', 'a federated session without a session policy has no permissions of its identity policies'],
  'the account delegates': ['the account ARN delegates: a role of the account without an identity policy is not allowed', 'the short account id delegates like the account ARN: no identity policy, no access'],
  'trust and key policies must allow': ['without any key policy statement even an administrator is denied', 'a trust policy that names the account is not enough without an identity policy'],
  'across accounts both sides allow': ["across accounts a direct grant to the session ARN does not skip the caller's side", 'across accounts the key policy alone is not enough'],
  'service control policies spare the management account and service-linked roles': ['the management account is not restricted by a missing allow', 'a service-linked role is not restricted by a missing allow'],
  'resource control policies': ['the default resource control policy cannot be detached: a level without policies denies nothing', 'resources of the management account are not affected', 'a service-linked role is not restricted by resource control policies'],
  'missing keys': ['a deny with StringNotEqualsIfExists applies where the key is missing', 'StringNotEquals matches a missing key', 'StringEquals does not match a missing key'],
  'sets': ['ForAllValues:StringEquals is true for a missing key', 'ForAllValues:StringEquals is true for an empty set', 'ForAnyValue:StringEquals is false for a missing key'],
  'NOR of negated operators': ['values of a negated operator are joined with NOR: the second matches'],
  'ARN operators match by part': ['ArnLike matches part by part: an asterisk does not cross colons', 'StringLike matches the whole string: an asterisk crosses colons'],
  variables: ['a policy variable in a numeric operator is not replaced', 'under version 2008-10-17 a variable is literal text and does not match the name', 'an unresolved variable is not the empty string: a trailing asterisk does not open everything'],
  'NotPrincipal': ['NotPrincipal with Deny denies a user who has a boundary even where user and account are named', 'NotPrincipal with Deny that names session and account but not the role denies the session', 'NotPrincipal with Allow grants anonymous callers'],
  'actions are neither split nor trimmed': ['a comma inside an action is not split: the action never matches', 'a blank before an action is not trimmed: the action never matches', 'a comma inside a NotAction is not split: it excludes nothing and the allow covers all'],
  'unique ids': ['a trust policy keeps the unique id of a deleted role: the recreated role does not match', 'a condition on aws:PrincipalArn survives that a role is recreated'],
  'anonymous callers and GetCallerIdentity': ['an anonymous caller meets resource control policies', 'GetCallerIdentity is allowed even under an explicit deny'],
  'web identity': ['a sub is compared with its case', 'without a condition on sub every repository of the CI vendor is admitted'],
}; // prettier-ignore

/** What a simulator that leaves trust policies out cannot answer. */
const FEDERATIONS = [
  'an exact sub admits the service account that it names',
  'an exact sub does not admit another service account of the namespace',
  'a wildcard sub with StringLike admits every service account of the namespace',
  'a wildcard sub with StringLike does not admit another namespace',
  'a sub with an environment admits a job of that environment',
  'a sub with an environment does not admit a job of another environment',
];

describe('rules that evaluators get wrong', () => {
  it.each(Object.entries(TRAPS))('%s', (_, sentences) => {
    const proved = new Set(cases.map(({ proves }) => proves));
    expect(sentences.filter((one) => !proved.has(one))).toEqual([]);
  });

  it.each(FEDERATIONS)('%s: marked as one that a known simulator gets wrong', (sentence) => {
    expect(cases.find(({ proves }) => proves === sentence)?.disputed).toMatch(/simulator/u);
  });
});
