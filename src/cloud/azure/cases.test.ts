import { describe, expect, it } from 'vitest';
import { casesIn } from '../../../test/cases/read.ts';
import type { AzurePermission } from '../../model/azure-facts.ts';
import { EstateBuilder } from '../../model/builder.ts';
import { workingCopy } from '../answer/holder.ts';
import { classicRole } from '../tell/azure-classic.ts';
import { parseArmId } from '../tell/arm-id.ts';
import {
  azureIdentityId,
  azureScopeId,
  tellAzureAssignment,
  tellAzureFederatedCredential,
  tellAzureIdentity,
  tellAzureResource,
  tellAzureRole,
} from '../tell/azure.ts';
import { deriveAzure } from './derive.ts';
import { AzurePolicies } from './who-can.ts';

type Block = Readonly<Partial<Record<'actions' | 'notActions' | 'dataActions' | 'notDataActions', readonly string[]>>>;
interface Case {
  readonly proves: string;
  readonly cites: string;
  readonly parents?: Readonly<Record<string, string>>;
  readonly roles?: Readonly<Record<string, Block & { readonly assignable?: readonly string[] }>>;
  readonly assign?: readonly { readonly at: string; readonly role: string; readonly to: string; readonly if?: string }[];
  readonly classic?: readonly { readonly at: string; readonly role: string; readonly to: string }[];
  readonly ask?: { readonly action: string; readonly on: string };
  readonly yes?: readonly string[];
  readonly maybe?: readonly string[];
  readonly credentials?: readonly { readonly subject?: string; readonly expression?: string; readonly issuer?: string }[];
  readonly comes?: { readonly subject: string; readonly audience?: string };
  readonly admitted?: boolean;
} // prettier-ignore

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
  s1: '11111111-1111-1111-1111-111111111111',
  s2: '22222222-2222-2222-2222-222222222222',
};
const TYPES: Readonly<Record<string, string>> = {
  storage: 'Microsoft.Storage/storageAccounts', vault: 'Microsoft.KeyVault/vaults', ai: 'Microsoft.CognitiveServices/accounts',
  ml: 'Microsoft.MachineLearningServices/workspaces', identity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
}; // prettier-ignore

/** `s1/rg/storage/models` as an id of Azure Resource Manager. */
function arm(short: string): string {
  if (short === '/') return '/';
  if (short.startsWith('mg:')) return `/providers/Microsoft.Management/managementGroups/${short.slice(3)}`;
  const [sub = '', group, type, name] = short.split('/');
  const over = `/subscriptions/${SUBSCRIPTIONS[sub.toLowerCase()] ?? sub}`;
  if (group === undefined) return over;
  const inGroup = `${over}/resourceGroups/${group}`;
  return type === undefined ? inGroup : `${inGroup}/providers/${TYPES[type] ?? type}/${name ?? ''}`;
}

function resource(made: EstateBuilder, short: string, parent?: string): void {
  const id = arm(short);
  if (id === '/') return;
  tellAzureResource(made, {
    id, type: parseArmId(id).type, name: short, identities: [], hosts: [], uses: [], ...(parent === undefined ? {} : { parent: arm(parent) }), ...AT,
  }); // prettier-ignore
}

const block = (one: Block): AzurePermission => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...one,
});

function estateOf({ parents = {}, roles = {}, assign = [], classic = [], ask }: Case): EstateBuilder {
  const made = new EstateBuilder();
  for (const [below, above] of Object.entries(parents)) resource(made, below, above);
  if (ask) resource(made, ask.on);
  for (const [name, { assignable = [], ...one }] of Object.entries(roles))
    tellAzureRole(made, {
      role: name,
      name,
      custom: true,
      permissions: [block(one)],
      assignableScopes: assignable.map(arm),
      ...AT,
    });
  for (const { at, role, to, if: condition } of assign)
    tellAzureAssignment(made, {
      scope: arm(at), principal: to, principalType: 'User', principalName: to, roleName: role, ...(condition === undefined ? {} : { condition }), ...AT,
    }); // prettier-ignore
  for (const { at, role, to } of classic) {
    const meant = classicRole(role);
    if (meant)
      tellAzureAssignment(made, {
        scope: arm(at),
        principal: to,
        principalType: 'User',
        principalName: to,
        ...meant,
        ...AT,
      });
  }
  return made;
}

function answerTo(one: Case): Readonly<Record<string, string>> {
  const { action = '', on = '' } = one.ask ?? {};
  const policies = new AzurePolicies(workingCopy(estateOf(one).build()));
  const found: Record<string, string> = {};
  for (const { name, answer } of policies.whoCan(action, [azureScopeId(arm(on))]))
    if (found[name] !== 'yes') found[name] = answer.is;
  return found;
}

const ISSUER = 'token.actions.githubusercontent.com';
const CLIENT = 'cccccccc-0000-0000-0000-000000000001';

function isAdmitted({ credentials = [], comes }: Case): boolean {
  const made = new EstateBuilder();
  const of = { type: 'application', name: 'ml', client: CLIENT } as const;
  const to = azureIdentityId(of);
  tellAzureIdentity(made, { ...of, ...AT });
  for (const one of credentials)
    tellAzureFederatedCredential(made, {
      of,
      name: 'x',
      issuer: ISSUER,
      audiences: ['api://AzureADTokenExchange'],
      whole: true,
      ...one,
      ...AT,
    });
  const node = 'github:Workflow:acme/ml/x';
  made.node({ id: node, kind: 'Workflow', name: 'x', realm: 'acme', environment: 'unknown', evidence: AT.evidence });
  made.fact({
    fact: 'federation', node, kind: 'GH_OIDC', to, target: CLIENT, issuer: ISSUER, subjects: [comes?.subject ?? ''],
    audience: comes?.audience ?? 'api://AzureADTokenExchange', precondition: 'the other side admits it', evidence: AT.evidence, confidence: 'configured',
  }); // prettier-ignore
  deriveAzure(made);
  return made.build().edges.some((edge) => edge.from === node && edge.to === to);
}

const cases = casesIn(new URL('../../../test/cases/azure/', import.meta.url)) as unknown as readonly Case[];

describe('golden cases of Azure', () => {
  it.each(cases.map((one) => [one.proves, one] as const))('%s', (_, one) => {
    if (one.comes) {
      expect(isAdmitted(one)).toBe(one.admitted);
      return;
    }
    const want = [
      ...(one.yes ?? []).map((who) => [who, 'yes'] as const),
      ...(one.maybe ?? []).map((who) => [who, 'maybe'] as const),
    ];
    expect(answerTo(one)).toEqual(Object.fromEntries(want));
  });

  it('are enough, prove each sentence once, and cite a page of the provider', () => {
    expect(cases.length).toBeGreaterThanOrEqual(55);
    expect(new Set(cases.map(({ proves }) => proves)).size).toBe(cases.length);
    expect(cases.filter(({ cites }) => !cites.startsWith('https://learn.microsoft.com/'))).toEqual([]);
  });
});
