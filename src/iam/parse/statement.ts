import type { Entry } from '../../documents/entry.ts';
import { isData } from '../../documents/plain.ts';
import type { AwsStatement } from '../../model/aws-policy.ts';
import { hasHole } from '../../model/hole.ts';
import { checkActions } from './actions.ts';
import { conditionsOf } from './conditions.ts';
import { Doubts } from './doubts.ts';
import { effectsOf } from './effect.ts';
import { actionsOf, resourcesOf, whoOf } from './elements.ts';
import type { Reading } from './reading.ts';
import { anything } from './unknown.ts';

const ELEMENTS: ReadonlySet<string> = new Set([
  ...['Sid', 'Effect', 'Condition'],
  ...['Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource'],
]);

/**
 * The statements that one entry may be. One, where AWS would take it; where it has two readings (Action and NotAction), one uncertain
 * statement for each; none where it can mean nothing.
 */
export function statementsOf(entry: Entry, reading: Reading): readonly AwsStatement[] {
  const { problems } = reading;
  const evidence = problems.at(entry);
  if (typeof entry.value === 'string' && hasHole(entry.value))
    return anything(evidence, 'the statement could not be resolved');
  const doubts = new Doubts(problems);
  if (!isData(entry.value)) {
    doubts.wrong('a statement is no map', entry);
    return [];
  }
  for (const key of entry.keys())
    if (!ELEMENTS.has(key)) doubts.wrong(`a statement has no element ${JSON.stringify(key)}`, entry.get(key) ?? entry);
  const effects = effectsOf(entry, doubts);
  const actions = actionsOf(entry, reading, doubts);
  const resources = resourcesOf(entry, reading, doubts);
  const principals = whoOf(entry, reading, doubts);
  const conditions = conditionsOf(entry, reading, doubts);
  checkActions(entry, reading);
  const sid = entry.text('Sid');
  const { span } = entry;
  const { uncertain } = doubts;
  const rest = {
    ...(sid === undefined ? {} : { sid }),
    conditions,
    evidence,
    ...(span === undefined ? {} : { span }),
    ...(uncertain === undefined ? {} : { uncertain }),
  };
  return effects.flatMap((effect) =>
    principals.flatMap((who) =>
      actions.flatMap((what) => resources.map((where) => ({ effect, ...who, ...what, ...where, ...rest }))),
    ),
  );
}
