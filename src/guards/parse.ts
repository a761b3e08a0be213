import { EDGE_KINDS, type EdgeKind } from '../model/kinds.ts';
import type { Condition, Doing, Guard, Nodes, Sentence } from './sentence.ts';
import { field, nodes } from './things.ts';
import { Tokens } from './tokens.ts';
import { ACTIONS, NOUNS } from './words.ts';

/** Who can begin: identities, people, groups, and where an attacker can. */
const ANYBODY: Nodes = [{ kinds: [...(NOUNS['identity']?.kinds ?? []), 'Human', 'Group'] }, { entry: true }];
const REACH = ['reaches', 'reach', 'may reach'] as const;

/** Reads one guard; throws a SentenceError with the column and what would be understood. */
export function parseGuard(text: string): Guard {
  const tokens = new Tokens(text);
  const sentence = guard(tokens);
  if (tokens.next) tokens.fail('the sentence is complete before this word');
  return { text, sentence };
}

/** Reads what a rule of a team fires on. */
export function parseCondition(text: string): Condition {
  const tokens = new Tokens(text);
  const things = nodes(tokens);
  const that = tokens.accept('that') || tokens.accept('which') ? doingOf(tokens) : undefined;
  if (tokens.next) tokens.fail('expected "that reach ..." or "that may ...", or the end');
  return { things, ...(that ? { that } : {}) };
}

function doingOf(tokens: Tokens): NonNullable<Condition['that']> {
  if (tokens.acceptAny(...REACH)) return { is: 'reach', to: nodes(tokens), ...exception(tokens) };
  tokens.expect('may');
  return { is: 'may', doing: doing(tokens), ...target(tokens) };
}

function guard(tokens: Tokens): Sentence {
  const head = tokens.acceptAny('there is no', 'nothing', 'nobody', 'no', 'only', 'every', 'each');
  switch (head) {
    case 'there is no':
      return { is: 'none', of: nodes(tokens) };
    case 'nothing':
    case 'nobody':
      return forbidden(tokens, ANYBODY);
    case 'no':
      return forbidden(tokens, nodes(tokens));
    case 'only':
      return only(tokens, nodes(tokens));
    case 'every':
    case 'each':
      return every(tokens, nodes(tokens));
    case undefined:
      return tokens.fail('a guard begins with "no", "nothing", "only", "every" or "there is no"');
  }
}

function forbidden(tokens: Tokens, who: Nodes): Sentence {
  if (tokens.acceptAny(...REACH)) return { is: 'reaches', from: who, to: nodes(tokens), ...exception(tokens) };
  tokens.expect('may', 'reaches');
  return { is: 'may', who, doing: doing(tokens), ...target(tokens) };
}

function only(tokens: Tokens, who: Nodes): Sentence {
  if (tokens.acceptAny(...REACH)) return { is: 'reaches', from: ANYBODY, to: nodes(tokens), except: who };
  tokens.expect('may', 'reaches');
  return { is: 'may', only: who, doing: doing(tokens), ...target(tokens) };
}

function every(tokens: Tokens, each: Nodes): Sentence {
  if (tokens.acceptAny('has', 'have')) return { is: 'has', each, field: field(tokens) };
  tokens.expect('is', 'has');
  const word = Object.keys(ACTIONS).find((one) => tokens.accept(ACTIONS[one]?.done ?? one));
  const action = word === undefined ? undefined : ACTIONS[word];
  if (word === undefined || action === undefined)
    return tokens.fail(
      `one of ${Object.values(ACTIONS)
        .map((one) => one.done)
        .join(', ')}`,
    );
  tokens.expect('by');
  const bound = tokens.acceptAny('at most', 'at least') ?? tokens.fail('expected "at most" or "at least"');
  const number = whole(tokens);
  return { is: 'counted', each, doing: { word, edges: action.edges }, bound, number, who: nodes(tokens) };
}

function whole(tokens: Tokens): number {
  const text = tokens.next?.text ?? '';
  if (!/^\d{1,6}$/u.test(text)) return tokens.fail('a whole number follows');
  tokens.take();
  return Number(text);
}

function doing(tokens: Tokens): Doing {
  if (tokens.accept('hold')) {
    const kind = edgeKind(tokens.next?.text ?? '');
    if (kind === undefined) return tokens.fail('an edge kind follows, such as POD_EXEC; the reference lists them');
    tokens.take();
    return { word: `hold ${kind}`, edges: [kind] };
  }
  const word = tokens.acceptAny(...Object.keys(ACTIONS));
  const action = word === undefined ? undefined : ACTIONS[word];
  if (word === undefined || !action) return tokens.fail(`one of ${Object.keys(ACTIONS).join(', ')}, hold EDGE_KIND`);
  return { word, edges: action.edges };
}

function edgeKind(text: string): EdgeKind | undefined {
  return Object.hasOwn(EDGE_KINDS, text)
    ? (Object.keys(EDGE_KINDS) as EdgeKind[]).find((one) => one === text)
    : undefined;
}

/** What it is done to, where that is said. */
function target(tokens: Tokens): { readonly to?: Nodes } {
  return tokens.next ? { to: nodes(tokens) } : {};
}

function exception(tokens: Tokens): { readonly except?: Nodes } {
  return tokens.accept('except by') || tokens.accept('except through') ? { except: nodes(tokens) } : {};
}
