import { describe, expect, it } from 'vitest';
import { AZURE_ROLES, AZURE_ROLES_AS_OF } from './roles.ts';

describe('the table of built-in roles', () => {
  it('says of every row where it was read, and of few that it was not', () => {
    expect(
      AZURE_ROLES.filter(
        ({ seen }) => !/^(?:[0-9a-f]{7}|page|recalled|https:\/\/learn\.microsoft\.com\/\S+)$/u.test(seen),
      ),
    ).toEqual([]);
    expect(AZURE_ROLES.filter(({ seen }) => seen === 'recalled').map(({ name }) => name)).toEqual([
      'Reader', 'Storage Account Contributor', 'Storage Account Key Operator Service Role', 'Reader and Data Access', 'Key Vault Administrator',
      'Virtual Machine Administrator Login', 'Azure Kubernetes Service Cluster Admin Role', 'Azure Kubernetes Service Cluster User Role',
      'Azure Kubernetes Service Contributor Role', 'Azure Kubernetes Service RBAC Cluster Admin', 'Website Contributor', 'Log Analytics Contributor',
      'Log Analytics Reader', 'Monitoring Contributor',
    ]); // prettier-ignore
    expect(AZURE_ROLES_AS_OF).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  it('has each role once, by GUID and by name', () => {
    for (const key of ['role', 'name'] as const)
      expect(new Set(AZURE_ROLES.map((one) => one[key])).size).toBe(AZURE_ROLES.length);
    expect(AZURE_ROLES.filter(({ role }) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(role))).toEqual([]);
  });
});
