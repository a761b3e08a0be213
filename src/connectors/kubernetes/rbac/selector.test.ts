import { describe, expect, it } from 'vitest';
import { selects } from './selector.ts';

const LABELS = { app: 'a', tier: 'web' };
const expression = (key: string, operator: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

/** Sentence, selector, selected. */
const GOLDEN: readonly (readonly [string, unknown, boolean])[] = [
  ['no selector selects nothing', undefined, false],
  ['an empty selector selects everything', {}, true],
  ['a label of the value', { matchLabels: { app: 'a' } }, true],
  ['a label of another value', { matchLabels: { app: 'b' } }, false],
  ['every label must match', { matchLabels: { app: 'a', tier: 'db' } }, false],
  ['In', expression('app', 'In', 'a', 'b'), true],
  ['In without the label', expression('x', 'In', 'a'), false],
  ['NotIn', expression('app', 'NotIn', 'a'), false],
  ['NotIn holds without the label', expression('x', 'NotIn', 'a'), true],
  ['Exists', expression('tier', 'Exists'), true],
  ['DoesNotExist', expression('tier', 'DoesNotExist'), false],
  ['an operator that is not known selects nothing', expression('tier', 'Like', 'w'), false],
  ['labels and expressions must both match', { matchLabels: { app: 'a' }, ...expression('tier', 'In', 'db') }, false],
  ['an inherited property is no label', { matchLabels: { constructor: 'x' } }, false],
];

describe('label selector', () => {
  it.each(GOLDEN)('%s', (_, selector, selected) => {
    expect(selects(selector, LABELS)).toBe(selected);
  });
});
