import type { Template } from '../condition/template.ts';
import type { Condition } from '../condition/condition.ts';
import { holesOf } from '../../model/hole.ts';
import type { Candidate } from '../layers/candidate.ts';
import type { Statement } from '../layers/statement.ts';
import { HIDDEN, UNKNOWN } from '../question/known.ts';
import type { Question } from '../question/question.ts';
import { NO, YES, type Truth } from '../truth.ts';
import { all, amongOrNot, FALSE, TRUE, type Node, type OpenNeed, type Saying } from './node.ts';

const unresolved = (key: string, says: Saying): OpenNeed => ({ key, says, kind: 'unresolved' });
const open = (needs: readonly OpenNeed[]): Node => ({ kind: 'open', needs });

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

function conditionNeeds(condition: Condition, question: Question, keyUnknown: boolean): readonly OpenNeed[] {
  const { key, operator, values } = condition.source;
  const text = `${key} ${operator} ${values.join(', ')}`;
  const says: Saying = [text, `${text} does not hold`];
  const needs: OpenNeed[] = keyUnknown ? [{ key, says, kind: 'condition' }] : [];
  if (!condition.operatorKnown)
    needs.push(
      unresolved(operator, [
        `the condition operator ${operator} is what was meant`,
        `the condition operator ${operator} is not what was meant`,
      ]),
    );
  needs.push(...openNeeds(condition.openValues, question, says));
  for (const value of question.lookup(condition.key).values)
    for (const name of holesOf(value)) needs.push(unresolved(name, says));
  return needs;
}

/** Variables and holes of a policy's values. */
function openNeeds(values: readonly (string | Template)[], question: Question, says: Saying): readonly OpenNeed[] {
  return values.flatMap((value): readonly OpenNeed[] => {
    if (typeof value === 'string') return holesOf(value).map((name) => unresolved(name, says));
    const resolved = value.text(question);
    if (resolved === undefined) return [];
    const keys = new Set(value.unknown(question).map(({ name }) => name));
    return [
      ...[...keys].map((key): OpenNeed => ({ key, says, kind: 'condition' })),
      ...holesOf(resolved).flatMap((name) => (keys.has(name) ? [] : [unresolved(name, says)])),
    ];
  });
}

function resourceNeeds({ source, resources }: Statement, question: Question): readonly OpenNeed[] {
  const written = (source.resources ?? source.notResources ?? []).join(', ');
  const says = amongOrNot('the resource', source.resources !== undefined, written);
  const needs = [
    ...openNeeds(resources?.open ?? [], question, says),
    ...holesOf(question.resource).map((name) => unresolved(name, says)),
  ];
  return needs.length > 0 ? needs : [unresolved('resource', says)];
}

function principalNeed({ source }: Statement, question: Question): OpenNeed {
  const principals = source.principals ?? source.notPrincipals;
  const names = [...(principals?.aws ?? []), ...(principals?.service ?? []), ...(principals?.federated ?? [])];
  const [name] = names.flatMap(holesOf);
  const { caller } = question;
  const session = names.find((one) => caller.sessions !== '' && one.startsWith(caller.sessions));
  if (name === undefined && session !== undefined && caller.session === undefined)
    return {
      key: 'sts:RoleSessionName',
      says: [`the session is ${session}`, `the session is not ${session}`],
      kind: 'condition',
    };
  return unresolved(
    name ?? holesOf(caller.arn)[0] ?? principals?.canonical[0] ?? 'principal',
    amongOrNot('the caller', source.principals !== undefined, [...names, ...(principals?.canonical ?? [])].join(', ')),
  );
}

function actionNeed({ source }: Statement): OpenNeed {
  const actions = source.actions ?? source.notActions ?? [];
  const [name] = actions.flatMap(holesOf);
  return unresolved(name ?? 'action', amongOrNot('the action', source.actions !== undefined, actions.join(', ')));
}

const doubt = ({ source }: Statement, reason: string): OpenNeed =>
  unresolved(source.sid ?? 'statement', [
    `a statement holds although ${reason}`,
    `a statement does not hold: ${reason}`,
  ]);
