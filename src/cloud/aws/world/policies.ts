import type { AwsManagedPolicyFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';
import { MANAGED_POLICIES } from '../data/managed-policies.ts';
import { managedPolicy } from './managed-policy.ts';

/** Managed policies by ARN: what the files print, else the dated table of those that AWS keeps. */
export function managedPolicies(facts: readonly AwsManagedPolicyFact[]): (arn: string) => AwsPolicy | undefined {
  const told = new Map<string, AwsPolicy>();
  const unplaced = new Map<string, AwsPolicy | undefined>();
  for (const { arn, policy } of facts) {
    if (!told.has(arn)) told.set(arn, policy);
    if (hasHole(arn)) unplaced.set(nameOf(arn), unplaced.has(nameOf(arn)) ? undefined : policy);
  }
  const ours = new Map<string, AwsPolicy>();
  return (arn) => {
    const known = told.get(arn) ?? ours.get(arn);
    if (known) return known;
    const awsOwned = /^arn:aws[\w-]{0,20}:iam::aws:policy\/(.{1,200})$/su.exec(arn)?.[1];
    if (awsOwned === undefined) return unplaced.get(nameOf(arn));
    const row = Object.hasOwn(MANAGED_POLICIES, awsOwned) ? MANAGED_POLICIES[awsOwned] : undefined;
    if (!row) return undefined;
    const made = managedPolicy(arn, row);
    ours.set(arn, made);
    return made;
  };
}

export const isAwsOwned = (arn: string): boolean => /^arn:aws[\w-]{0,20}:iam::aws:policy\//u.test(arn);

export const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
