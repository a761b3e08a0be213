import { describe, expect, it } from 'vitest';
import { deriveAzure } from '../../cloud/azure/derive.ts';
import { azureSample } from '../../../test/contract/samples/azure.ts';
import { readTexts } from '../testing/read-texts.ts';
import { azure } from './connector.ts';

describe('what az prints', () => {
  it('leaves alone what only looks like it', () => {
    const near = {
      'template.json': '{"$schema":"x","resources":[{"type":"Microsoft.Storage/storageAccounts","name":"a"}]}',
      'pipeline.yaml': 'steps:\n- task: AzureCLI@2\n  inputs:\n    scope: /providers/Microsoft.Storage\n',
      'cut.json':
        '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "roleDefinitionId"',
      'role.json': '{"roleDefinitionId":"x","principalId":"y","scope":"z"}',
    };
    const { estate, claimed } = readTexts(azure, near);
    expect([...claimed]).toEqual([]);
    expect(estate.nodes).toEqual([]);
    expect(estate.diagnostics).toEqual([]);
  });

  it('gives the identity, its rights and what it reaches', () => {
    const { builder } = readTexts(azure, azureSample);
    deriveAzure(builder);
    const { edges } = builder.build();
    const says = edges.map(
      (one) => `${one.from.split('/').at(-1) ?? ''} ${one.kind} ${one.to.split('/').at(-1) ?? ''} ${one.confidence}`,
    );
    expect(says).toContain(
      'cccccccc-0000-0000-0000-000000000001 HAS_PERMISSION_SET Storage Blob Data Contributor proved',
    );
    expect(says).toContain('Storage Blob Data Contributor DATA_ACCESS acmemodels proved');
    expect(says).toContain('acme reader DATA_ACCESS acme proved');
    expect(says.filter((one) => one.includes('INVOKES acme-openai'))).toEqual([
      "@Resource[a] StringEquals 'b' INVOKES acme-openai possible",
    ]);
    expect(edges.filter((one) => one.kind === 'ACCOUNT_ADMIN')).toHaveLength(1);
    expect(edges.filter((one) => one.confidence === 'possible' && one.precondition === undefined)).toEqual([]);
  });

  it('is an error with place and reason when it was cut off or has fields of the wrong shape', () => {
    const told = (text: string): readonly string[] =>
      readTexts(azure, { 'az.json': text }).estate.diagnostics.map(
        ({ level, message, place: { line = 0 } }) => `${level} ${String(line)} ${message}`,
      );
    const whole = azureSample['az/assignments.json'] ?? '';
    expect(told(whole.slice(0, -40))).toEqual([expect.stringMatching(/^error \d+ /u)]);
    expect(told((azureSample['az/definitions.json'] ?? '').slice(0, -40))).toHaveLength(1);
    expect(told((azureSample['az/identities.json'] ?? '').slice(0, -40))).toHaveLength(1);
    const [first, second] = JSON.parse(whole) as readonly object[];
    const broken = [first, { ...second, principalId: ['x'] }, { ...second, condition: {} }, 5];
    expect(told(JSON.stringify(broken, null, 1))).toEqual([
      'error 14 principalId of a role assignment is a list, not a text',
      'error 33 condition of a role assignment is an object, not a text',
      'error 35 a role assignment has no principalId',
      'error 35 a role assignment has no roleDefinitionId',
      'error 35 a role assignment has no scope',
    ]);
    const { facts } = readTexts(azure, { 'az.json': JSON.stringify(broken) }).estate;
    expect(facts.flatMap((one) => (one.fact === 'azure-assignment' ? [one.condition ?? 'always'] : []))).toEqual([
      'always',
      'it cannot be read',
    ]);
    const role = JSON.parse(
      (azureSample['az/definitions.json'] ?? '').replace('"actions": [', '"actions": {}, "x": ['),
    ) as unknown;
    expect(told(JSON.stringify(role))).toEqual([
      'error 1 actions of permissions of a role is an object, not a list of texts',
    ]);
  });
});

describe('management groups', () => {
  it('are what a listing of entities says they stand under', () => {
    const at = '/providers/Microsoft.Management/managementGroups';
    const subscription = '/subscriptions/11111111-1111-1111-1111-111111111111';
    const rows = [
      {
        id: `${at}/root`,
        name: 'root',
        type: 'Microsoft.Management/managementGroups',
        displayName: 'Root',
        parent: {},
      },
      { id: subscription, name: 'x', type: '/subscriptions', displayName: 'ml', parent: { id: `${at}/root` } },
    ];
    const { estate } = readTexts(azure, { 'x.json': JSON.stringify(rows) });
    expect(estate.facts).toMatchObject([{ name: 'Root' }, { id: subscription, parent: `${at}/root` }]);
  });
});

describe('az aks show', () => {
  it('says what the machines hand out, and whether pods are kept from it', () => {
    const id = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters/ml';
    const kubelet = { clientId: 'c', objectId: 'aaaaaaaa-0000-0000-0000-000000000001', resourceId: `${id}-agentpool` };
    const addon = { enabled: true, identity: { objectId: 'aaaaaaaa-0000-0000-0000-000000000002' } };
    const told = (more: object): unknown =>
      readTexts(azure, {
        'aks.json': JSON.stringify({ id, name: 'ml', type: 'Microsoft.ContainerService/ManagedClusters', identityProfile: { kubeletidentity: kubelet }, ...more }),
      }).estate.facts.flatMap((one) => (one.fact === 'azure-resource' ? [one.machines] : []));
    expect(told({})).toEqual([{ identities: [kubelet.objectId], closed: false }]);
    expect(told({ addonProfiles: { azureKeyvaultSecretsProvider: addon }, networkProfile: { podLinkLocalAccess: 'None' } })).toEqual([
      { identities: [kubelet.objectId, addon.identity.objectId], closed: true },
    ]);
  }); // prettier-ignore
});
