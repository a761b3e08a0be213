import type { AwsIdentityFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { printHoles } from '../../../model/hole.ts';
import type { Told } from './same-identity.ts';
import { isAwsOwned, nameOf } from './policies.ts';

export interface Attached {
  readonly policies: readonly AwsPolicy[];
  readonly boundary?: AwsPolicy;
  /** Why an allow may not hold. */
  readonly doubts: readonly string[];
  /** What is named and in no file, for a note. */
  readonly missing: readonly string[];
}

export interface Sources {
  readonly managed: (arn: string) => AwsPolicy | undefined;
  /** A group of the account, by its name. */
  readonly group: (account: string, name: string) => AwsIdentityFact | undefined;
}

/**
 * Every policy that an identity has: inline, attached, and those of the groups of a user (groups hold no groups). What no file tells gives no
 * rights; it may deny, so it puts what is allowed in doubt, except for policies of AWS that only allow.
 */
export function attachedTo(told: Told, { managed, group }: Sources): Attached {
  const policies = new Map<unknown, AwsPolicy>();
  const doubts = new Set<string>();
  const missing = new Set<string>();
  const [main] = told;
  const attach = (arn: string): void => {
    const policy = managed(arn);
    if (policy) policies.set(arn, policy);
    else if (isAwsOwned(arn)) missing.add(`the policy ${nameOf(arn)} of AWS`);
    else {
      missing.add(`the policy ${printHoles(arn)}`);
      doubts.add(`the policy ${printHoles(nameOf(arn))} is in no file and may deny it`);
    }
  };
  const own = (fact: AwsIdentityFact): void => {
    for (const policy of fact.inline) policies.set(told.length === 1 ? policy : textOf(policy), policy);
    for (const arn of fact.attached) attach(arn);
    for (const reason of fact.unresolved) doubts.add(`a policy of it could not be resolved: ${printHoles(reason)}`);
  };
  for (const fact of told) {
    own(fact);
    for (const name of fact.groups) {
      const known = group(main.account, name);
      if (known) own(known);
      else missing.add(`the group ${printHoles(name)}`);
      if (!known) doubts.add(`the group ${printHoles(name)} is in no file and may deny it`);
    }
  }
  if (told.length > 1 && told.some((fact) => shape(fact) !== shape(main)))
    doubts.add('files tell different policies of it; their union is taken');
  const limit = told.map(({ boundary }) => boundary).find((arn) => arn !== undefined);
  const boundary = limit === undefined ? undefined : managed(limit);
  if (limit !== undefined && !boundary) {
    missing.add(`the boundary ${printHoles(limit)}`);
    doubts.add(`its permissions boundary ${printHoles(nameOf(limit))} is in no file`);
  }
  return {
    policies: [...policies.values()],
    doubts: [...doubts].sort(),
    missing: [...missing].sort(),
    ...(boundary ? { boundary } : {}),
  };
}

/** A policy without the places where it was read: two files that say the same say it once. */
const textOf = (policy: AwsPolicy): string =>
  JSON.stringify(policy, (key, value: unknown) => (key === 'evidence' || key === 'span' ? undefined : value));

const shape = ({ inline, attached }: AwsIdentityFact): string =>
  JSON.stringify([inline.map(textOf).sort(), attached.map(nameOf).sort()]);
