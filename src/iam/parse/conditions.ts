import type { Entry } from '../../documents/entry.ts';
import { isData } from '../../documents/plain.ts';
import type { AwsCondition } from '../../model/aws-policy.ts';
import { hasHole, withoutHoles } from '../../model/hole.ts';
import type { Doubts } from './doubts.ts';
import { parseOperator } from './operators.ts';
import type { Reading } from './reading.ts';
import { textsOf } from './texts.ts';

/** The Condition block: operator, key, values. An operator that AWS does not know stays: nobody can say whether it holds. */
export function conditionsOf(statement: Entry, reading: Reading, doubts: Doubts): readonly AwsCondition[] {
  const block = statement.get('Condition');
  if (block === undefined) return [];
  const conditions: AwsCondition[] = [];
  const text = (name: string): string => (reading.outside ? withoutHoles(name) : name);
  mapOrDoubt(block, 'Condition is no map', doubts);
  for (const [operator, keys] of block.entries()) {
    if (parseOperator(operator) === undefined)
      doubts.wrong(`the condition operator ${JSON.stringify(operator)} is unknown`, keys);
    mapOrDoubt(keys, `${operator} is no map of condition keys`, doubts);
    for (const [key, entry] of keys.entries()) {
      const values = textsOf(keys, key, reading, doubts) ?? [];
      conditions.push({ operator: text(operator), key: text(key), values, evidence: reading.problems.at(entry) });
    }
  }
  return conditions;
}

function mapOrDoubt(entry: Entry, reason: string, doubts: Doubts): void {
  if (isData(entry.value)) return;
  if (typeof entry.value === 'string' && hasHole(entry.value)) doubts.add('its conditions could not be resolved');
  else doubts.wrong(reason, entry);
}
