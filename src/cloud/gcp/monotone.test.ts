import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import type { GcpRef } from '../../model/gcp-facts.ts';
import { workingCopy } from '../answer/holder.ts';
import { gcpRefId, tellGcpDeny, tellGcpGrant, tellGcpResource } from '../tell/gcp.ts';
import { GcpPolicies } from './who-can.ts';

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const PLACES: readonly GcpRef[] = [
  { type: 'organization', name: '1' },
  { type: 'folder', name: '7' },
  { type: 'project', name: 'acme' },
  { type: 'bucket', name: 'models', project: 'acme' },
  { type: 'bucket', name: 'other', project: 'beside' },
];
const MEMBERS = [
  'user:ada@acme.test',
  'group:ml@acme.test',
  'serviceAccount:a@acme.iam.gserviceaccount.com',
  'allUsers',
  'projectEditor:acme',
];
const ROLES = [
  'roles/owner',
  'roles/editor',
  'roles/storage.objectViewer',
  'roles/storage.admin',
  'roles/storage.newAdmin',
  'projects/acme/roles/x',
];
const CONDITIONS = [
  undefined,
  "resource.name.startsWith('projects/_/buckets/models/')",
  "request.time < timestamp('2030-01-01T00:00:00Z')",
];
const DENIED = [
  'principalSet://goog/public:all',
  'principal://goog/subject/ada@acme.test',
  'principalSet://goog/group/ml@acme.test',
];

const grant = fc.record({
  on: fc.constantFrom(...PLACES),
  role: fc.constantFrom(...ROLES),
  members: fc.subarray(MEMBERS, { minLength: 1 }),
  expression: fc.constantFrom(...CONDITIONS),
});
const denial = fc.record({
  on: fc.constantFrom(...PLACES.slice(0, 3)), principals: fc.subarray(DENIED, { minLength: 1 }), exceptPrincipals: fc.subarray(DENIED),
  permissions: fc.subarray(['storage.googleapis.com/objects.get', 'storage.googleapis.com/*.*', 'iam.googleapis.com/roles.update'], { minLength: 1 }),
}); // prettier-ignore
type Given = {
  readonly grants: readonly (typeof grant extends fc.Arbitrary<infer G> ? G : never)[];
  readonly denials: readonly (typeof denial extends fc.Arbitrary<infer D> ? D : never)[];
};
const given = fc.record({
  grants: fc.array(grant, { minLength: 1, maxLength: 6 }),
  denials: fc.array(denial, { maxLength: 3 }),
});

/** How surely each may read objects of each bucket: 2 yes, 1 maybe. */
function rights({ grants, denials }: Given): ReadonlyMap<string, number> {
  const made = new EstateBuilder();
  tellGcpResource(made, { on: { type: 'project', name: 'acme' }, parent: { type: 'folder', name: '7' }, ...AT });
  tellGcpResource(made, { on: { type: 'folder', name: '7' }, parent: { type: 'organization', name: '1' }, ...AT });
  for (const on of PLACES.slice(3)) tellGcpResource(made, { on, ...AT });
  for (const { on, role, members, expression } of grants)
    tellGcpGrant(made, {
      on,
      role,
      members,
      ...(expression === undefined ? {} : { condition: { expression } }),
      ...AT,
    });
  for (const [index, { on, ...rule }] of denials.entries())
    tellGcpDeny(made, { on, name: String(index), rules: [{ exceptPermissions: [], ...rule }], ...AT });
  const found = new Map<string, number>();
  const policies = new GcpPolicies(workingCopy(made.build()));
  for (const { who, where, answer } of policies.whoCan('storage.objects.get', PLACES.slice(3).map(gcpRefId))) {
    const key = `${who} ${where}`;
    found.set(key, Math.max(found.get(key) ?? 0, answer.is === 'yes' ? 2 : 1));
  }
  return found;
}

const adds = (less: ReadonlyMap<string, number>, more: ReadonlyMap<string, number>): readonly string[] =>
  [...less].filter(([key, rank]) => rank > (more.get(key) ?? 0)).map(([key]) => key);

describe('rights in Google Cloud are monotone', () => {
  it('a binding that is removed adds no right', () => {
    fc.assert(
      fc.property(given, fc.nat(), (all, at) => {
        const grants = all.grants.filter((_, index) => index !== at % all.grants.length);
        expect(adds(rights({ ...all, grants }), rights(all))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a deny policy adds no right', () => {
    fc.assert(
      fc.property(given, denial, (all, more) => {
        expect(adds(rights({ ...all, denials: [...all.denials, more] }), rights(all))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
