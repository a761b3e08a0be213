import type { Template } from '../condition/template.ts';
import type { Condition } from '../condition/condition.ts';
import { holesOf } from '../../model/hole.ts';
import type { Candidate } from '../layers/candidate.ts';
import type { Statement } from '../layers/statement.ts';
import type { Need } from '../port.ts';
import { HIDDEN, UNKNOWN } from '../question/known.ts';
import type { Question } from '../question/question.ts';
import { NO, YES, type Truth } from '../truth.ts';
import { all, FALSE, TRUE, type Node } from './node.ts';

const unresolved = (key: string, text: string): Need => ({ key, text, kind: 'unresolved' });
const open = (needs: readonly Need[]): Node => ({ kind: 'open', needs });

/** What is left of a statement that names the caller as far as `named` says. */
export function leftOf(candidate: Candidate, question: Question, named: Truth, accepted = true): Node {
  if (named === NO) return FALSE;
  const { statement, sure } = candidate;
  const parts: Node[] = [];
  if (named !== YES) parts.push(open([principalNeed(statement, question)]));
  if (!sure) parts.push(open([actionNeed(statement)]));
  if (!accepted) parts.push(open([doubt(statement, 'a policy of its kind names no principal')]));
  if (statement.uncertain) parts.push(open([doubt(statement, statement.source.uncertain ?? '')]));
  const resources = statement.resources?.truth(question) ?? YES;
  if (resources === NO) return FALSE;
  if (resources !== YES) parts.push(open(resourceNeeds(statement, question)));
  for (const condition of statement.conditions) {
    const node = conditionLeft(condition, question);
    if (node === FALSE) return FALSE;
    parts.push(node);
  }
  return all(parts);
}

function conditionLeft(condition: Condition, question: Question): Node {
  const truth = condition.truth(question, false);
  if (truth === YES) return TRUE;
  if (truth === NO) return FALSE;
  const { status } = question.lookup(condition.key);
  const keyUnknown = status === UNKNOWN || status === HIDDEN;
  if (keyUnknown && condition.plain)
    return { kind: 'is', literal: { condition, want: true }, there: status === HIDDEN };
  return open(conditionNeeds(condition, question, keyUnknown));
}

function conditionNeeds(condition: Condition, question: Question, keyUnknown: boolean): readonly Need[] {
  const { key, operator, values } = condition.source;
  const text = `${key} ${operator} ${values.join(', ')}`;
  const needs: Need[] = keyUnknown ? [{ key, text, kind: 'condition' }] : [];
  if (!condition.operatorKnown)
    needs.push(unresolved(operator, `the condition operator ${operator} is what was meant`));
  needs.push(...openNeeds(condition.openValues, question, text));
  for (const value of question.lookup(condition.key).values)
    for (const name of holesOf(value)) needs.push(unresolved(name, text));
  return needs;
}

/** Variables and holes of a policy's values. */
function openNeeds(values: readonly (string | Template)[], question: Question, text: string): readonly Need[] {
  return values.flatMap((value): readonly Need[] => {
    if (typeof value === 'string') return holesOf(value).map((name) => unresolved(name, text));
    const resolved = value.text(question);
    if (resolved === undefined) return [];
    const keys = new Set(value.unknown(question).map(({ name }) => name));
    return [
      ...[...keys].map((key): Need => ({ key, text, kind: 'condition' })),
      ...holesOf(resolved).flatMap((name) => (keys.has(name) ? [] : [unresolved(name, text)])),
    ];
  });
}

function resourceNeeds({ source, resources }: Statement, question: Question): readonly Need[] {
  const written = (source.resources ?? source.notResources ?? []).join(', ');
  const text = `the resource is ${source.resources ? '' : 'not '}among ${written}`;
  const needs = [
    ...openNeeds(resources?.open ?? [], question, text),
    ...holesOf(question.resource).map((name) => unresolved(name, text)),
  ];
  return needs.length > 0 ? needs : [unresolved('resource', text)];
}

function principalNeed({ source }: Statement, question: Question): Need {
  const principals = source.principals ?? source.notPrincipals;
  const names = [...(principals?.aws ?? []), ...(principals?.service ?? []), ...(principals?.federated ?? [])];
  const [name] = names.flatMap(holesOf);
  const { caller } = question;
  const session = names.find((one) => caller.sessions !== '' && one.startsWith(caller.sessions));
  if (name === undefined && session !== undefined && caller.session === undefined)
    return { key: 'sts:RoleSessionName', text: `the session is ${session}`, kind: 'condition' };
  return unresolved(
    name ?? holesOf(caller.arn)[0] ?? principals?.canonical[0] ?? 'principal',
    `the caller is ${source.principals ? '' : 'not '}among ${[...names, ...(principals?.canonical ?? [])].join(', ')}`,
  );
}

function actionNeed({ source }: Statement): Need {
  const actions = source.actions ?? source.notActions ?? [];
  const [name] = actions.flatMap(holesOf);
  return unresolved(name ?? 'action', `the action is ${source.actions ? '' : 'not '}among ${actions.join(', ')}`);
}

const doubt = ({ source }: Statement, reason: string): Need =>
  unresolved(source.sid ?? 'statement', `a statement holds although ${reason}`);
