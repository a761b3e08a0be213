import type { Condition } from '../condition/condition.ts';
import type { Need } from '../port.ts';
import type { Question } from '../question/question.ts';
import { partsOf } from '../residual/build.ts';
import { all, type Node } from '../residual/node.ts';
import { satisfiable } from '../residual/solve.ts';
import { sentence } from './sentence.ts';

/** What an allow-if waits for: the conditions of every way to be allowed that can be met, sorted by key and text. */
export function needsOf(question: Question): readonly Need[] {
  const whole = all(partsOf(question).map(({ node }) => node));
  const found = new Map<string, Need>();
  collect(whole, true, (need) => found.set(`${need.key}\0${need.text}`, need));
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, need]) => need);
}

function collect(node: Node, want: boolean, tell: (need: Need) => void): void {
  switch (node.kind) {
    case 'open':
      for (const { key, kind, says } of node.needs) tell({ key, kind, text: says[want ? 0 : 1] });
      return;
    case 'is':
      tell(needOf(node.literal.condition, node.literal.want === want));
      return;
    case 'not':
      collect(node.of, !want, tell);
      return;
    case 'all':
    case 'any':
      for (const one of node.of) if (satisfiable(one, want)) collect(one, want, tell);
  }
}

const needOf = (condition: Condition, want: boolean): Need => ({
  key: condition.source.key,
  text: sentence(condition.source, want),
  kind: 'condition',
});
