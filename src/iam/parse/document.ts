import type { Entry } from '../../documents/entry.ts';
import { isData } from '../../documents/plain.ts';
import type { AwsPolicy, AwsStatement } from '../../model/aws-policy.ts';
import { hasHole } from '../../model/hole.ts';
import type { Reading } from './reading.ts';
import { checkSids } from './sids.ts';
import { statementsOf } from './statement.ts';
import { anything } from './unknown.ts';

/** Bounds of one policy: far above what AWS takes (20,480 characters), far below what would hang a scan. */
const MOST = { statements: 5000, values: 100_000 };
const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

/** A policy document that was already read from its text. */
export function policyOf(entry: Entry, name: string, reading: Reading): AwsPolicy {
  const { problems } = reading;
  const evidence = problems.at(entry);
  const whole = (statements: readonly AwsStatement[], version: AwsPolicy['version'] = '2012-10-17'): AwsPolicy => ({
    version,
    name,
    statements,
    evidence,
  });
  if (typeof entry.value === 'string' && hasHole(entry.value))
    return whole(anything(evidence, 'the policy could not be resolved'));
  if (!isData(entry.value)) {
    problems.add('malformed', 'it is no map', entry);
    return whole([]);
  }
  if (sizeOf(entry.value, MOST.values) > MOST.values) {
    problems.add('too-large', `it has more than ${MOST.values} values`, entry);
    return whole(anything(evidence, 'the policy is larger than any that AWS takes'));
  }
  for (const key of entry.keys())
    if (!ELEMENTS.has(key))
      problems.add('malformed', `a policy has no element ${JSON.stringify(key)}`, entry.get(key) ?? entry);
  const { version, uncertain } = versionOf(entry, reading);
  const entries = entry.itemsOrOne('Statement');
  if (entries.length === 0) problems.add('malformed', 'it has no Statement', entry);
  if (entries.length > MOST.statements) {
    problems.add('too-large', `it has more than ${MOST.statements} statements`, entry);
    return whole(anything(evidence, 'the policy is larger than any that AWS takes'));
  }
  checkSids(entries, reading);
  const statements = entries.flatMap((statement) => statementsOf(statement, reading));
  return whole(uncertain === undefined ? statements : statements.map((one) => ({ uncertain, ...one })), version);
}

function versionOf(entry: Entry, reading: Reading): { version: AwsPolicy['version']; uncertain?: string } {
  const value = entry.get('Version');
  if (value === undefined) return { version: '2008-10-17' };
  if (value.value === '2012-10-17' || value.value === '2008-10-17') return { version: value.value };
  if (typeof value.value === 'string' && hasHole(value.value))
    return { version: '2012-10-17', uncertain: 'the version of its policy could not be resolved' };
  const uncertain = `the policy has a version that AWS does not know`;
  reading.problems.add('malformed', uncertain, value);
  return { version: '2012-10-17', uncertain };
}

/** Counts the values of a tree, up to a bound. */
function sizeOf(root: unknown, most: number): number {
  const open: unknown[] = [root];
  let count = 0;
  while (open.length > 0 && count <= most) {
    const value = open.pop();
    count++;
    if (Array.isArray(value)) for (const one of value as readonly unknown[]) open.push(one);
    else if (isData(value)) for (const one of Object.values(value)) open.push(one);
  }
  return count;
}
