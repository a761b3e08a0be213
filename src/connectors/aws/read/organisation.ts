import { tellAwsOrganisation } from '../../../cloud/tell/aws.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Answer } from '../answer.ts';
import { policyAt } from '../policy-at.ts';
import { inForce, organisationIn } from './which-organisation.ts';

/** Operations of AWS Organizations whose answers are put together to one organisation (Organizations API reference). */
export const isOrganisation = ({ operation }: Answer): boolean => operation.startsWith('organizations:');

/**
 * Accounts, units, and which policy is attached where. Answers that do not say what they are about (children of a unit, policies of a
 * target) count only where their request was recorded with them; the targets of a policy that is not named have one that was not read.
 */
export function readOrganisation(estate: EstateBuilder, answers: readonly Answer[]): number {
  const organisation = organisationIn(answers);
  if (!organisation) return 0;
  const { id, management, described } = organisation;
  const names = accountNames(answers);
  const roots = of(answers, 'ListRoots').flatMap((one) => one.output.items('Roots'));
  const parents = parentsOf(answers);
  const policies = policiesOf(estate, answers);
  const scps = attached(answers, policies, 'SERVICE_CONTROL_POLICY');
  const rcps = attached(answers, policies, 'RESOURCE_CONTROL_POLICY');
  const evidence: Evidence[] = [organisation.evidence];
  tellAwsOrganisation(estate, {
    id,
    management,
    parents,
    accountNames: names,
    scps: scps.read,
    rcps: rcps.read,
    ...(scps.unread.length === 0 ? {} : { unreadScps: scps.unread }),
    ...(rcps.unread.length === 0 ? {} : { unreadRcps: rcps.unread }),
    scpsEnabled: inForce(roots, described, 'SERVICE_CONTROL_POLICY'),
    rcpsEnabled: inForce(roots, described, 'RESOURCE_CONTROL_POLICY'),
    environment: 'unknown',
    evidence,
    confidence: 'configured',
  });
  return Object.keys(names).length + policies.size;
}

const of = (answers: readonly Answer[], operation: string): readonly Answer[] =>
  answers.filter((one) => one.operation === `organizations:${operation}`);

function accountNames(answers: readonly Answer[]): Readonly<Record<string, string>> {
  const rows = [...of(answers, 'ListAccounts'), ...of(answers, 'ListAccountsForParent')].flatMap((one) =>
    one.output.items('Accounts').flatMap((account) => {
      const id = account.text('Id');
      return id === undefined ? [] : [[id, account.text('Name') ?? id] as const];
    }),
  );
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parentsOf(answers: readonly Answer[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const children = [
    ['ListAccountsForParent', 'Accounts'],
    ['ListOrganizationalUnitsForParent', 'OrganizationalUnits'],
    ['ListChildren', 'Children'],
  ] as const;
  for (const [operation, list] of children)
    for (const { input, output } of of(answers, operation)) {
      const parent = input?.text('ParentId');
      if (parent === undefined) continue;
      for (const child of output.items(list)) {
        const id = child.text('Id');
        if (id !== undefined) found.set(id, parent);
      }
    }
  for (const { input, output } of of(answers, 'ListParents')) {
    const [child, parent] = [input?.text('ChildId'), output.items('Parents')[0]?.text('Id')];
    if (child !== undefined && parent !== undefined) found.set(child, parent);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Organised {
  readonly type: string;
  readonly policy: AwsPolicy;
}

function policiesOf(estate: EstateBuilder, answers: readonly Answer[]): ReadonlyMap<string, Organised> {
  const found = new Map<string, Organised>();
  for (const { output } of of(answers, 'DescribePolicy')) {
    const summary = output.get('Policy', 'PolicySummary');
    const [id, type] = [summary?.text('Id'), summary?.text('Type')];
    const policy = policyAt(
      estate,
      output.get('Policy', 'Content'),
      summary?.text('Name') ?? id ?? 'policy',
      type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'scp',
    );
    if (id !== undefined && type !== undefined && policy) found.set(id, { type, policy });
  }
  return found;
}

interface Attached {
  readonly read: Readonly<Record<string, readonly AwsPolicy[]>>;
  /** Targets of policies whose text is in no file, or of which nothing says which they are. */
  readonly unread: readonly string[];
}

/** Policies by what they are attached to, from either direction of asking. One whose type no file tells may be of this one. */
function attached(answers: readonly Answer[], policies: ReadonlyMap<string, Organised>, type: string): Attached {
  const pairs = new Map<string, Set<string>>();
  const types = typesOf(answers, policies);
  const more = new Set<string>();
  const attach = (target: string | undefined, policy: string | undefined): void => {
    if (target === undefined || policy === undefined || (types.get(policy) ?? type) !== type) return;
    const known = pairs.get(target);
    if (known) known.add(policy);
    else pairs.set(target, new Set([policy]));
  };
  for (const { input, output } of of(answers, 'ListTargetsForPolicy'))
    for (const target of output.items('Targets')) {
      const [id, policy] = [target.text('TargetId'), input?.text('PolicyId')];
      if (id !== undefined && policy === undefined) more.add(id);
      attach(id, policy);
    }
  for (const { input, output } of of(answers, 'ListPoliciesForTarget'))
    for (const policy of output.items('Policies')) attach(input?.text('TargetId'), policy.text('Id'));
  const all = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  const read = all.flatMap(([target, ids]) => {
    const known = [...ids].sort().flatMap((id) => policies.get(id)?.policy ?? []);
    return known.length === 0 ? [] : [[target, known] as const];
  });
  const unread = all.flatMap(([target, ids]) => ([...ids].every((id) => policies.has(id)) ? [] : [target]));
  return { read: Object.fromEntries(read), unread: [...new Set([...unread, ...more])].sort() };
}

/** As their texts say, else as they were listed. */
function typesOf(answers: readonly Answer[], policies: ReadonlyMap<string, Organised>): ReadonlyMap<string, string> {
  const listed = [...of(answers, 'ListPolicies'), ...of(answers, 'ListPoliciesForTarget')].flatMap(({ output }) =>
    output.items('Policies').flatMap((one) => {
      const [id, type] = [one.text('Id'), one.text('Type')];
      return id === undefined || type === undefined ? [] : [[id, type] as const];
    }),
  );
  return new Map([...listed, ...Array.from(policies, ([id, { type }]) => [id, type] as const)]);
}
