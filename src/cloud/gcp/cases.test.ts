import { describe, expect, it } from 'vitest';
import { casesIn } from '../../../test/cases/read.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { GcpRef, GcpType } from '../../model/gcp-facts.ts';
import { workingCopy } from '../answer/holder.ts';
import {
  gcpRefId,
  gcpServiceAccountId,
  tellGcpDeny,
  tellGcpGrant,
  tellGcpProvider,
  tellGcpResource,
  tellGcpRole,
} from '../tell/gcp.ts';
import { deriveGcp } from './derive.ts';
import { tellMember } from './members.ts';
import { GcpPolicies } from './who-can.ts';

interface Case {
  readonly proves: string;
  readonly cites: string;
  readonly parents?: Readonly<Record<string, string>>;
  readonly grants?: readonly { readonly on: string; readonly role: string; readonly to: readonly string[]; readonly if?: string }[];
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly deny?: readonly {
    readonly on: string; readonly principals: readonly string[]; readonly except?: readonly string[]; readonly permissions: readonly string[];
    readonly exceptPermissions?: readonly string[]; readonly if?: string;
  }[];
  readonly things?: readonly string[];
  readonly ask?: { readonly permission: string; readonly on: string };
  readonly yes?: readonly string[];
  readonly maybe?: readonly string[];
  /** Members of the account's policy, the provider of the pool, and the token that comes. */
  readonly admit?: readonly string[];
  readonly provider?: { readonly mapping: Readonly<Record<string, string>>; readonly condition?: string; readonly disabled?: boolean; readonly audiences?: readonly string[] };
  readonly comes?: { readonly subject: string; readonly issuer?: string; readonly audience?: string };
  readonly admitted?: boolean;
} // prettier-ignore

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;

function ref(written: string): GcpRef {
  const slash = written.indexOf('/');
  const type = written.slice(0, slash) as GcpType;
  const rest = written.slice(slash + 1);
  if (type === 'service-account') return { type, name: rest };
  const [name = '', project] = rest.split('@');
  return { type, name, ...(project === undefined ? {} : { project }) };
}

function estateOf({ parents = {}, grants = [], roles = {}, deny = [], things = [], ask }: Case): EstateBuilder {
  const made = new EstateBuilder();
  for (const [below, above] of Object.entries(parents))
    tellGcpResource(made, { on: ref(below), parent: ref(above), ...AT });
  const named = [...things, ...(ask ? [ask.on] : []), ...grants.map(({ on }) => on), ...deny.map(({ on }) => on)];
  for (const one of new Set(named)) tellGcpResource(made, { on: ref(one), ...AT });
  for (const [role, permissions] of Object.entries(roles)) tellGcpRole(made, { role, permissions, ...AT });
  for (const { on, role, to, if: expression } of grants)
    tellGcpGrant(made, {
      on: ref(on),
      role,
      members: to,
      ...(expression === undefined ? {} : { condition: { expression } }),
      ...AT,
    });
  for (const [index, { on, principals, except = [], permissions, exceptPermissions = [], if: condition }] of deny.entries())
    tellGcpDeny(made, {
      on: ref(on), name: `deny-${String(index)}`,
      rules: [{ principals, exceptPrincipals: except, permissions, exceptPermissions, ...(condition === undefined ? {} : { condition }) }],
      ...AT,
    }); // prettier-ignore
  return made;
}

/** Who may do what is asked, as the policies write him, and how surely. */
function answerTo(one: Case): Readonly<Record<string, string>> {
  const { permission = '', on = '' } = one.ask ?? {};
  const copy = workingCopy(estateOf(one).build());
  const policies = new GcpPolicies(copy);
  const known = new Map(
    (one.grants ?? [])
      .flatMap(({ to }) => to)
      .flatMap((member) => {
        const id = tellMember(copy, member, AT.evidence, (written) => written);
        return id === undefined ? [] : [[id, member] as const];
      }),
  );
  const found: Record<string, string> = {};
  for (const { who, answer } of policies.whoCan(permission, [gcpRefId(ref(on))])) {
    const member = known.get(who) ?? who;
    if (found[member] !== 'yes') found[member] = answer.is;
  }
  return found;
}

const ACCOUNT = 'trainer@acme.iam.gserviceaccount.com';
const ISSUER = 'token.actions.githubusercontent.com';

function isAdmitted({ admit = [], provider, comes }: Case): boolean {
  const made = new EstateBuilder();
  const account = gcpServiceAccountId(ACCOUNT);
  tellGcpResource(made, { on: { type: 'project', name: 'acme' }, number: '9', policy: true, ...AT });
  tellGcpResource(made, { on: { type: 'service-account', name: ACCOUNT, project: 'acme' }, policy: true, ...AT });
  tellGcpGrant(made, {
    on: { type: 'service-account', name: ACCOUNT },
    role: 'roles/iam.workloadIdentityUser',
    members: admit,
    ...AT,
  });
  tellGcpProvider(made, {
    project: '123',
    pool: 'ci',
    provider: 'github',
    issuer: ISSUER,
    audiences: [],
    mapping: {},
    ...provider,
    ...AT,
  });
  tellGcpProvider(made, {
    project: '123',
    pool: 'other',
    provider: 'x',
    issuer: 'x.test',
    audiences: [],
    mapping: {},
    ...AT,
  });
  const node = 'github:Workflow:acme/ml/x';
  made.node({ id: node, kind: 'Workflow', name: 'x', realm: 'acme', environment: 'unknown', evidence: AT.evidence });
  made.fact({
    fact: 'federation', node, kind: 'GH_OIDC', to: account, target: ACCOUNT, issuer: comes?.issuer ?? ISSUER,
    subjects: [comes?.subject ?? ''], ...(comes?.audience === undefined ? {} : { audience: comes.audience }),
    precondition: 'the other side admits it', evidence: AT.evidence, confidence: 'configured',
  }); // prettier-ignore
  deriveGcp(made);
  return made.build().edges.some(({ from, to }) => from === node && to === account);
}

const cases = casesIn(new URL('../../../test/cases/gcp/', import.meta.url)) as unknown as readonly Case[];

describe('golden cases of Google Cloud', () => {
  it.each(cases.map((one) => [one.proves, one] as const))('%s', (_, one) => {
    if (one.comes) {
      expect(isAdmitted(one)).toBe(one.admitted);
      return;
    }
    const want = [
      ...(one.yes ?? []).map((member) => [member, 'yes'] as const),
      ...(one.maybe ?? []).map((member) => [member, 'maybe'] as const),
    ];
    expect(answerTo(one)).toEqual(Object.fromEntries(want));
  });

  it('are enough, prove each sentence once, and cite a page of the provider', () => {
    expect(cases.length).toBeGreaterThanOrEqual(70);
    expect(new Set(cases.map(({ proves }) => proves)).size).toBe(cases.length);
    expect(cases.filter(({ cites }) => !cites.startsWith('https://docs.cloud.google.com/'))).toEqual([]);
  });
});
