import type { AwsIdentityFact } from '../../../model/aws-facts.ts';
import { hasHole } from '../../../model/hole.ts';
import { isKnownAccount } from './principals.ts';

/** All that files tell of one identity, the one that stands for it first. */
export type Told = readonly [AwsIdentityFact, ...AwsIdentityFact[]];

/**
 * The same identity told by several files: its ARN is equal, or its name is where one file does not know the account and only one account
 * has an identity of that name.
 */
export function sameIdentities(facts: readonly AwsIdentityFact[]): readonly Told[] {
  const byArn = new Map<string, AwsIdentityFact[]>();
  for (const fact of [...facts].sort(order)) push(byArn, `${fact.type} ${fact.arn}`, fact);
  const groups = [...byArn.values()];
  const byName = new Map<string, AwsIdentityFact[][]>();
  for (const group of groups) {
    const [first] = group;
    if (first && isKnownAccount(first.account)) push(byName, `${first.type} ${first.name}`, group);
  }
  const gone = new Set<AwsIdentityFact[]>();
  for (const group of groups) {
    const [first] = group;
    if (!first || isKnownAccount(first.account) || hasHole(first.name)) continue;
    const placed = byName.get(`${first.type} ${first.name}`) ?? [];
    const [only] = placed;
    if (placed.length !== 1 || !only) continue;
    only.push(...group);
    gone.add(group);
  }
  return groups.flatMap((group): Told[] => {
    const [first, ...rest] = group;
    return first && !gone.has(group) ? [[first, ...rest]] : [];
  });
}

/** What was exported from an account says when it was made, and stands for it. */
function order(a: AwsIdentityFact, b: AwsIdentityFact): number {
  const live = Number(b.created !== undefined) - Number(a.created !== undefined);
  return live || compare(a.node, b.node) || compare(JSON.stringify(a.evidence), JSON.stringify(b.evidence));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
