import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import { workingCopy } from '../answer/holder.ts';
import { azureScopeId, tellAzureAssignment, tellAzureResource, tellAzureRole } from '../tell/azure.ts';
import { AzurePolicies } from './who-can.ts';

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111';
const STORAGE = `${SUB}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/models`;
const SCOPES = [
  '/',
  '/providers/Microsoft.Management/managementGroups/prod',
  SUB,
  `${SUB}/resourceGroups/rg`,
  `${SUB}/resourceGroups/other`,
  STORAGE,
];
const ACTIONS = [
  '*',
  'Microsoft.Storage/*',
  'Microsoft.Storage/storageAccounts/listKeys/action',
  'Microsoft.Storage/storageAccounts/*/read',
];
const ASKED = [
  'Microsoft.Storage/storageAccounts/listKeys/action',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
];

const block = fc.record({
  actions: fc.subarray(ACTIONS), notActions: fc.subarray(ACTIONS.slice(1)), dataActions: fc.subarray(ACTIONS), notDataActions: fc.subarray(ACTIONS.slice(1)),
}); // prettier-ignore
const assignment = fc.record({
  scope: fc.constantFrom(...SCOPES), role: fc.constantFrom('a', 'b', 'Owner', 'Reader', 'Storage Blob Data Reader', 'unseen'), principal: fc.constantFrom('ada', 'bob'),
  condition: fc.constantFrom(undefined, "@Resource[a] StringEquals 'b'"),
}); // prettier-ignore
const given = fc.record({ a: block, b: block, assignments: fc.array(assignment, { minLength: 1, maxLength: 6 }) });
type Given = typeof given extends fc.Arbitrary<infer G> ? G : never;

function rights({ a, b, assignments }: Given): ReadonlyMap<string, number> {
  const made = new EstateBuilder();
  tellAzureResource(made, {
    id: STORAGE,
    type: 'Microsoft.Storage/storageAccounts',
    name: 'models',
    identities: [],
    hosts: [],
    uses: [],
    ...AT,
  });
  for (const [name, one] of [
    ['a', a],
    ['b', b],
  ] as const)
    tellAzureRole(made, { role: name, name, custom: true, permissions: [one], assignableScopes: ['/'], ...AT });
  for (const { scope, role, principal, condition } of assignments)
    tellAzureAssignment(made, {
      scope,
      principal,
      principalType: 'User',
      principalName: principal,
      roleName: role,
      ...(condition === undefined ? {} : { condition }),
      ...AT,
    });
  const found = new Map<string, number>();
  const policies = new AzurePolicies(workingCopy(made.build()));
  for (const action of ASKED)
    for (const { who, answer } of policies.whoCan(action, [azureScopeId(STORAGE)])) {
      const key = `${who} ${action}`;
      found.set(key, Math.max(found.get(key) ?? 0, answer.is === 'yes' ? 2 : 1));
    }
  return found;
}

const adds = (less: ReadonlyMap<string, number>, more: ReadonlyMap<string, number>): readonly string[] =>
  [...less].filter(([key, rank]) => rank > (more.get(key) ?? 0)).map(([key]) => key);

describe('rights in Azure are monotone', () => {
  it('an assignment that is removed adds no right', () => {
    fc.assert(
      fc.property(given, fc.nat(), (all, at) => {
        const assignments = all.assignments.filter((_, index) => index !== at % all.assignments.length);
        expect(adds(rights({ ...all, assignments }), rights(all))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('what a role leaves out adds no right', () => {
    fc.assert(
      fc.property(given, fc.constantFrom(...ACTIONS.slice(1)), (all, out) => {
        const a = { ...all.a, notActions: [...all.a.notActions, out], notDataActions: [...all.a.notDataActions, out] };
        expect(adds(rights({ ...all, a }), rights(all))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
