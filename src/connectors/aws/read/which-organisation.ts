import type { Entry } from '../../../documents/entry.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Answer } from '../answer.ts';

/** The organisation that answers are about. */
export interface Named {
  readonly id: string;
  readonly management: string;
  readonly evidence: Evidence;
  /** As DescribeOrganization prints it, where that was asked. */
  readonly described?: Entry;
}

export function organisationIn(answers: readonly Answer[]): Named | undefined {
  return describedIn(answers) ?? namedIn(answers);
}

function describedIn(answers: readonly Answer[]): Named | undefined {
  const answer = answers.find((one) => one.operation === 'organizations:DescribeOrganization');
  const described = answer?.output.get('Organization');
  const management = described?.text('ManagementAccountId') ?? described?.text('MasterAccountId');
  if (!described || management === undefined || !/^\d{12}$/u.test(management)) return undefined;
  return { id: described.text('Id') ?? 'o-unknown', management, evidence: described.evidence, described };
}

/**
 * Every root, unit, account and policy that is not AWS's own has its organisation and the management account in its ARN (Service Authorization
 * Reference, "Resource types defined by AWS Organizations").
 */
function namedIn(answers: readonly Answer[]): Named | undefined {
  for (const { output } of answers) {
    const summary = output.get('Policy', 'PolicySummary');
    for (const one of [...(summary ? [summary] : []), ...LISTS.flatMap((list) => output.items(list))]) {
      const found = /^arn:aws[a-z-]{0,10}:organizations::(\d{12}):[a-z]{1,20}\/(o-[a-z0-9]{1,32})\//u.exec(
        one.text('Arn') ?? '',
      );
      const [, management, id] = found ?? [];
      if (management !== undefined && id !== undefined) return { id, management, evidence: one.evidence };
    }
  }
  return undefined;
}

const LISTS = ['Accounts', 'Roots', 'OrganizationalUnits', 'Policies', 'Targets'];

/**
 * Whether policies of the type are in force, as the roots say. What DescribeOrganization prints is deprecated and lists SCPs at the most (Organizations API
 * reference, "DescribeOrganization"): it counts only without roots, and what it leaves out may be in force.
 */
export function inForce(roots: readonly Entry[], described: Entry | undefined, type: string): boolean {
  const states = (from: readonly Entry[]): readonly string[] =>
    from.filter((one) => one.text('Type') === type).map((one) => one.text('Status') ?? '');
  if (roots.length > 0) return states(roots.flatMap((one) => one.items('PolicyTypes'))).includes('ENABLED');
  if (described?.text('FeatureSet') === 'CONSOLIDATED_BILLING') return false;
  const told = states(described?.items('AvailablePolicyTypes') ?? []);
  return told.length === 0 || told.includes('ENABLED');
}
