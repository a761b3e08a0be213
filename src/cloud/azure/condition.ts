import { printHoles } from '../../model/hole.ts';
import { all, any, maybe, YES, type Answer } from '../answer/answer.ts';
import { likeText } from '../answer/text.ts';

/**
 * Whether the condition of an assignment or role lets an action through. Azure documentation, "Azure role assignment condition format": each
 * part reads `(!(ActionMatches{'A'}) OR (EXPRESSION))`, parts are joined by AND, and one whose action is not the one that is asked for is
 * true. What an expression over attributes gives is not worked out here.
 */
export function conditionLets(condition: string | undefined, action: string): Answer {
  if (condition === undefined) return YES;
  const says = maybe(`the condition holds: ${printHoles(condition).replace(/\s+/gu, ' ').trim().slice(0, 400)}`);
  const text = condition.slice(0, MOST);
  if (condition.length > MOST || /@Environment|@Principal\[[^\]]{0,300}\]\s*$/u.test(text)) return says;
  const parts = conjuncts(text);
  return parts === undefined ? says : all(parts.map((part) => (spares(part, action) ? YES : says)));
}

const MOST = 20_000;
const ACTIONS = /^\(*\s*!\s*\(\s*ActionMatches\s*\{([^{}]{1,1000})\}/iu;

/** The part asks about other actions alone: its first alternative is that the action is none of them. */
function spares(part: string, action: string): boolean {
  const named = ACTIONS.exec(part)?.[1];
  if (named === undefined || !/\)\s*OR\s*\(/iu.test(part)) return false;
  const patterns = [...named.matchAll(/'([^']{1,400})'/gu)].map(([, one = '']) => one.toLowerCase());
  return patterns.length > 0 && any(patterns.map((one) => likeText(action.toLowerCase(), one))).is === 'no';
}

/** What AND joins at the top, each with its parentheses; undefined where they do not close, or something else joins them. */
function conjuncts(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = -1;
  let between = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '(') {
      if (depth === 0) from = at;
      depth += 1;
    } else if (sign === ')') {
      depth -= 1;
      if (depth < 0) return undefined;
      if (depth === 0) parts.push(text.slice(from, at + 1));
    } else if (depth === 0) between += sign ?? '';
  }
  const joins = between.trim() === '' ? [] : between.trim().split(/\s+/u);
  return depth === 0 && joins.every((one) => /^(?:AND|&&)$/iu.test(one)) ? parts : undefined;
}
