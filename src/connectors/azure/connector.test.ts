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
      'cut.json': (azureSample['az/assignments.json'] ?? '').slice(0, 300),
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
});
