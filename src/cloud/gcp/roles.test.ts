import { describe, expect, it } from 'vitest';
import { DUTY_PERMISSIONS } from './duties.ts';
import { ACT_AS, GCP_POWERS, RUNS_CODE } from './powers.ts';
import { GCP_ROLES, GCP_ROLES_AS_OF } from './roles.ts';

const asked = new Set([
  ...Object.values(DUTY_PERMISSIONS).flat(),
  ...GCP_POWERS.flatMap((one) => one.anyOf),
  ...Object.keys(RUNS_CODE),
  ACT_AS,
]);

describe('the table of predefined roles', () => {
  it('says of every row where it was read, and of few that it was not', () => {
    const rows = Object.entries(GCP_ROLES);
    expect(rows.filter(([, { seen }]) => !/^(?:[0-9a-f]{7}|page|recalled)$/u.test(seen))).toEqual([]);
    const recalled = rows.filter(([, { seen }]) => seen === 'recalled').map(([role]) => role);
    expect(recalled).toEqual([
      'roles/owner', 'roles/editor', 'roles/viewer', 'roles/iam.securityAdmin', 'roles/iam.securityReviewer', 'roles/notebooks.viewer',
      'roles/compute.admin', 'roles/compute.instanceAdmin.v1', 'roles/compute.viewer', 'roles/container.viewer',
    ]); // prettier-ignore
    expect(GCP_ROLES_AS_OF).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  it('names no permission that nothing asks for', () => {
    const covers = (one: string): boolean =>
      one.endsWith('*') ? [...asked].some((other) => other.startsWith(one.slice(0, -1))) : asked.has(one);
    const idle = Object.entries(GCP_ROLES).flatMap(([role, { permissions, byDefaultPolicy = [] }]) =>
      [...permissions, ...byDefaultPolicy].filter((one) => !covers(one)).map((one) => `${role} ${one}`),
    );
    expect(idle).toEqual([]);
  });

  it.each([
    ['roles/iam.dataScientist', 'iam.serviceAccounts.actAs', true],
    ['roles/iam.dataScientist', 'compute.instances.create', false],
    ['roles/storage.admin', 'storage.hmacKeys.create', false],
    ['roles/dataflow.admin', 'storage.objects.delete', false],
    ['roles/dataflow.developer', 'cloudbuild.builds.create', true],
    ['roles/container.nodeServiceAccount', 'storage.objects.get', true],
    ['roles/composer.worker', 'container.clusterRoleBindings.create', true],
    ['roles/cloudbuild.builds.builder', 'logging.privateLogEntries.list', true],
    ['roles/compute.instanceAdmin', 'compute.instances.osAdminLogin', true],
  ])('%s, %s: %s, as the role is printed', (role, permission, holds) => {
    expect(GCP_ROLES[role]?.permissions.includes(permission)).toBe(holds);
  });
});
