import { describe, expect, it } from 'vitest';
import { deriveAzure } from '../../cloud/azure/derive.ts';
import { deriveGcp } from '../../cloud/gcp/derive.ts';
import { tellAzureAssignment } from '../../cloud/tell/azure.ts';
import { tellGcpDeny, tellGcpGrant, tellGcpResource } from '../../cloud/tell/gcp.ts';
import { buildGraph } from '../../graph/build.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { GcpRef } from '../../model/gcp-facts.ts';
import { judgeBy, type Judged } from '../judge.ts';
import { NOTHING_SAID } from '../rule.ts';
import { dutiesNotSeparated } from './duties-not-separated.ts';

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const judge = (made: EstateBuilder): readonly Judged[] => {
  const estate = made.build();
  return judgeBy([dutiesNotSeparated], estate, buildGraph(estate), undefined, NOTHING_SAID);
};

const ACME: GcpRef = { type: 'project', name: 'acme' };
const OTHER: GcpRef = { type: 'project', name: 'other' };
const FOLDER: GcpRef = { type: 'folder', name: '7' };
interface Denied {
  readonly principals: readonly string[];
  readonly permissions: readonly string[];
}

function google(
  grants: readonly (readonly [on: GcpRef, role: string, member?: string, condition?: string])[],
  denied?: Denied,
): readonly Judged[] {
  const made = new EstateBuilder();
  tellGcpResource(made, { on: ACME, parent: FOLDER, ...AT });
  for (const [on, role, member = 'user:ada@acme.test', expression] of grants)
    tellGcpGrant(made, {
      on,
      role,
      members: [member],
      ...(expression === undefined ? {} : { condition: { expression } }),
      ...AT,
    });
  if (denied)
    tellGcpDeny(made, {
      on: FOLDER,
      name: 'x',
      rules: [{ exceptPrincipals: [], exceptPermissions: [], ...denied }],
      ...AT,
    });
  deriveGcp(made);
  return judge(made);
}

describe('duties in Google Cloud', () => {
  it('are found by the bindings that give them, in the project in which both are held, and the proposed deny parts them', () => {
    const both = [
      [FOLDER, 'roles/clouddeploy.releaser'],
      [ACME, 'roles/clouddeploy.approver'],
    ] as const;
    const [finding, ...more] = google(both);
    expect(more).toEqual([]);
    expect(finding?.title).toBe('resource ada@acme.test holds approval and deployment together in account acme');
    expect(finding?.detail).toContain(
      'deployment: clouddeploy.rollouts.create by roles/clouddeploy.releaser on folder 7',
    );
    const { rules } = JSON.parse(finding?.plan.kind === 'policy' ? finding.plan.text : '{}') as {
      rules: readonly { denyRule: { deniedPrincipals: string[]; deniedPermissions: string[] } }[];
    };
    const [{ denyRule } = { denyRule: { deniedPrincipals: [], deniedPermissions: [] } }] = rules;
    expect(denyRule).toEqual({
      deniedPrincipals: ['principal://goog/subject/ada@acme.test'],
      deniedPermissions: ['clouddeploy.googleapis.com/rollouts.approve'],
    });
    expect(google(both, { principals: denyRule.deniedPrincipals, permissions: denyRule.deniedPermissions })).toEqual(
      [],
    );
  });

  it('stay apart in two projects, under conditions, of owners and of agents of services', () => {
    expect(
      google([
        [ACME, 'roles/clouddeploy.releaser'],
        [OTHER, 'roles/clouddeploy.approver'],
      ]),
    ).toEqual([]);
    expect(
      google([
        [ACME, 'roles/clouddeploy.releaser'],
        [ACME, 'roles/clouddeploy.approver', 'user:bob@acme.test'],
      ]),
    ).toEqual([]);
    expect(
      google([
        [ACME, 'roles/clouddeploy.releaser'],
        [ACME, 'roles/clouddeploy.approver', 'user:ada@acme.test', "request.time < timestamp('2030-01-01T00:00:00Z')"],
      ]),
    ).toEqual([]);
    expect(
      google([
        [ACME, 'roles/owner'],
        [ACME, 'roles/clouddeploy.approver'],
      ]),
    ).toEqual([]);
    const agent = 'serviceAccount:service-123456789012@gcp-sa-x.iam.gserviceaccount.com';
    expect(
      google([
        [ACME, 'roles/clouddeploy.releaser', agent],
        [ACME, 'roles/clouddeploy.approver', agent],
      ]),
    ).toEqual([]);
  });
});

const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111';
function azure(
  assignments: readonly (readonly [scope: string, role: string, condition?: string])[],
): readonly Judged[] {
  const made = new EstateBuilder();
  for (const [scope, roleName, condition] of assignments)
    tellAzureAssignment(made, {
      scope, principal: 'ada', principalType: 'User', principalName: 'ada@acme.test', roleName, ...(condition === undefined ? {} : { condition }), ...AT,
    }); // prettier-ignore
  deriveAzure(made);
  return judge(made);
}

describe('duties in Azure', () => {
  it('are found by the assignments that give them, in the scope in which both are held', () => {
    const [finding, ...more] = azure([
      [SUB, 'AcrPush'],
      [`${SUB}/resourceGroups/ml`, 'Monitoring Contributor'],
    ]);
    expect(more).toEqual([]);
    expect(finding?.title).toContain('holds audit and deployment together in');
    expect(finding?.detail).toContain('deployment: Microsoft.ContainerRegistry/registries/push/write by AcrPush on');
    expect(finding?.plan).toMatchObject({
      kind: 'command',
      text: expect.stringContaining('--role "Monitoring Contributor"') as string,
    });
  });

  it('stay apart in two groups, under conditions, of owners', () => {
    expect(
      azure([
        [`${SUB}/resourceGroups/a`, 'AcrPush'],
        [`${SUB}/resourceGroups/b`, 'Monitoring Contributor'],
      ]),
    ).toEqual([]);
    expect(
      azure([
        [SUB, 'AcrPush'],
        [SUB, 'Monitoring Contributor', "@Resource[a] StringEquals 'b'"],
      ]),
    ).toEqual([]);
    expect(
      azure([
        [SUB, 'Owner'],
        [SUB, 'AcrPush'],
        [SUB, 'Monitoring Contributor'],
      ]),
    ).toEqual([]);
  });
});
