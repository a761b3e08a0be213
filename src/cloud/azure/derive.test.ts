import { describe, expect, it } from 'vitest';
import type { FederationFact } from '../../model/aws-facts.ts';
import type { AzurePermission } from '../../model/azure-facts.ts';
import { EstateBuilder } from '../../model/builder.ts';
import {
  tellAzureAssignment,
  tellAzureFederatedCredential,
  tellAzureIdentity,
  tellAzureResource,
  tellAzureRole,
} from '../tell/azure.ts';
import { deriveAzure } from './derive.ts';
import { permitsOf } from './permits.ts';

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111';
const STORE = `${SUB}/resourceGroups/ML/providers/Microsoft.Storage/storageAccounts/models`;
const BLOB_READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const STORE_NODE = 'azure:StorageAccount:11111111-1111-1111-1111-111111111111/ml/models';

function storage(made: EstateBuilder, keys: boolean): void {
  tellAzureResource(made, {
    id: STORE,
    type: 'Microsoft.Storage/storageAccounts',
    name: 'models',
    identities: [],
    hosts: [],
    uses: [],
    keys,
    ...AT,
  });
}
function assign(made: EstateBuilder, scope: string, role: string, more: object = {}): void {
  tellAzureAssignment(made, {
    scope,
    principal: 'p1',
    principalType: 'User',
    principalName: 'ada',
    role,
    ...AT,
    ...more,
  });
}
function edges(made: EstateBuilder, kind: string, to: string): readonly string[] {
  deriveAzure(made);
  return made
    .build()
    .edges.filter((one) => one.kind === kind && one.to === to)
    .map((one) => `${one.confidence}${one.precondition ? ` if ${one.precondition}` : ''}`);
}

describe('all rights but those on rights', () => {
  const less = (notActions: readonly string[]): EstateBuilder => {
    const made = new EstateBuilder();
    const permissions = [{ actions: ['*'], notActions, dataActions: [], notDataActions: [] }];
    tellAzureRole(made, { role: 'r', name: 'r', permissions, assignableScopes: [SUB], custom: true, ...AT });
    assign(made, SUB, 'r');
    return made;
  };
  const admin = 'azure:Subscription:11111111-1111-1111-1111-111111111111';

  it('administer nothing: access is elevated by the directory, not by a role', () => {
    expect(edges(less(['Microsoft.Authorization/*/write']), 'ACCOUNT_ADMIN', admin)).toEqual([]);
    expect(edges(less(['Microsoft.Authorization/*/write']), 'IAM_SELF_ESCALATE', admin)).toEqual([]);
    expect(edges(less([]), 'ACCOUNT_ADMIN', admin)).toEqual(['proved']);
  });

  it('widen themselves where roles may be changed', () => {
    const made = less(['Microsoft.Authorization/roleAssignments/write']);
    expect(edges(made, 'IAM_SELF_ESCALATE', admin)).toEqual(['possible if it holds a custom role that it may change']);
  });
});

describe('rights in Azure', () => {
  it('a role at a subscription holds for what is under it, whatever the case of its id', () => {
    const made = new EstateBuilder();
    storage(made, true);
    assign(made, SUB.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), BLOB_READER);
    expect(edges(made, 'DATA_ACCESS', STORE_NODE)).toEqual(['proved']);
  });

  it('a role at another resource group, or of a vault, says nothing of it', () => {
    const made = new EstateBuilder();
    storage(made, true);
    assign(made, `${SUB}/resourceGroups/other`, BLOB_READER);
    assign(made, SUB, '4633458b-17de-408a-b874-0445c86b69e6');
    expect(edges(made, 'DATA_ACCESS', STORE_NODE)).toEqual([]);
  });

  it('a contributor reads by keys as long as the account takes keys', () => {
    const [open, closed] = [true, false].map((keys) => {
      const made = new EstateBuilder();
      storage(made, keys);
      assign(made, SUB, CONTRIBUTOR);
      return edges(made, 'DATA_ACCESS', STORE_NODE);
    });
    expect(open).toEqual(['proved']);
    expect(closed).toEqual([]);
  });

  it('a condition is a precondition, and a management group may hold a subscription', () => {
    const made = new EstateBuilder();
    storage(made, true);
    assign(made, SUB, BLOB_READER, { condition: "@Resource[x] StringEquals 'y'" });
    expect(edges(made, 'DATA_ACCESS', STORE_NODE)).toEqual([
      "possible if the condition holds: @Resource[x] StringEquals 'y'",
    ]);
    const above = new EstateBuilder();
    storage(above, true);
    assign(above, '/providers/Microsoft.Management/managementGroups/root', BLOB_READER);
    expect(edges(above, 'DATA_ACCESS', STORE_NODE)).toEqual([`possible if ${SUB} is in management group root`]);
  });

  it('an unknown role is possible by its name, at its scope', () => {
    const made = new EstateBuilder();
    assign(made, SUB, '00000000-0000-0000-0000-00000000abcd', { roleName: 'Future Role' });
    expect(edges(made, 'IAM_SELF_ESCALATE', 'azure:Subscription:11111111-1111-1111-1111-111111111111')[0]).toContain(
      'possible if Future Role',
    );
  });

  it('notActions take from their own block alone', () => {
    const block = (actions: string[], notActions: string[]): AzurePermission => ({
      actions,
      notActions,
      dataActions: [],
      notDataActions: [],
    });
    const made = new EstateBuilder();
    const more = { assignableScopes: [], custom: true, ...AT };
    tellAzureRole(made, {
      role: 'r',
      name: 'r',
      permissions: [block(['Microsoft.Compute/*'], ['*/Delete']), block(['Microsoft.Compute/disks/delete'], [])],
      ...more,
    });
    const permits = permitsOf(
      'r',
      'r',
      made.allFacts().filter((one) => one.fact === 'azure-role'),
    );
    const asked = [
      'microsoft.compute/disks/DELETE',
      'Microsoft.Compute/virtualMachines/delete',
      'Microsoft.Compute/virtualMachines/write',
    ];
    expect(asked.map((one) => permits.has(one, false).is)).toEqual(['yes', 'no', 'yes']);
    expect(permits.has('Microsoft.Compute/virtualMachines/write', true).is).toBe('no');
  });
});

describe('federation with Azure', () => {
  const CLIENT = 'cccccccc-0000-0000-0000-000000000001';
  const who = { type: 'application', name: 'deployer', client: CLIENT, registration: 'r1' } as const;
  const ask = (
    subjects: readonly string[],
    over: Partial<FederationFact> = {},
    credential: object = {},
  ): readonly string[] => {
    const made = new EstateBuilder();
    const to = tellAzureIdentity(made, { ...who, tenant: 't1', ...AT });
    tellAzureFederatedCredential(made, {
      of: who, name: 'gh', issuer: 'token.actions.githubusercontent.com', subject: 'repo:acme/models:environment:prod',
      audiences: ['api://AzureADTokenExchange'], whole: true, ...AT, ...credential,
    }); // prettier-ignore
    const from = 'github:Workflow:acme/models/x';
    made.node({ id: from, kind: 'Workflow', name: 'x', realm: 'acme', environment: 'unknown', evidence: AT.evidence });
    made.node({
      id: `azure:Application:{tenant}/${CLIENT}`,
      kind: 'ServicePrincipal',
      name: CLIENT,
      realm: '{tenant}',
      environment: 'unknown',
      evidence: AT.evidence,
      implied: true,
    });
    made.fact({
      fact: 'federation', node: from, kind: 'GH_OIDC', to: `azure:Application:{tenant}/${CLIENT}`, target: CLIENT,
      issuer: 'token.actions.githubusercontent.com', subjects, precondition: 'the other side admits it', evidence: AT.evidence, confidence: 'configured', ...over,
    }); // prettier-ignore
    const found = edges(made, 'GH_OIDC', to);
    return [...found, ...made.allFacts().flatMap((one) => (one.fact === 'federation-refused' ? ['refused'] : []))];
  };

  it('compares subject and audience exactly', () => {
    expect(ask(['repo:acme/models:environment:prod'])).toEqual(['proved']);
    expect(ask(['repo:Acme/models:environment:prod'])).toEqual(['refused']);
    expect(ask(['repo:acme/models:environment:prod'], { audience: 'api://other' })).toEqual(['refused']);
  });

  it('reads the common form of a flexible credential', () => {
    const flexible = { subject: undefined, expression: "claims['sub'] matches 'repo:acme/*'" };
    expect(ask(['repo:acme/x:ref:refs/heads/main'], {}, flexible)).toEqual(['proved']);
    expect(ask(['repo:other/x:ref:refs/heads/main'], {}, flexible)).toEqual(['refused']);
  });

  it('another issuer is refused', () => {
    const made = ask(['repo:acme/models:environment:prod'], { issuer: 'x' });
    expect(made).toEqual(['refused']);
  });
});
