import { hasHole, printHoles } from '../../../model/hole.ts';
import { any, both, either, maybe, NO, not, YES, type Answer } from '../../answer/answer.ts';
import { endsWith, equalTexts, startsWith } from '../../answer/text.ts';
import { parseCel, type Cel } from './parse.ts';
import { compareTime } from './time.ts';

/** What a name stands for: a text that may have holes, a list of texts, or undefined when nothing is known of it. */
export type Values = (name: string) => string | readonly string[] | undefined;

/** Whether a condition holds. What is not known, or is more of the language than is read here, is `maybe` with its text. */
export function evaluateCel(expression: string, values: Values): Answer {
  const tree = parseCel(expression);
  return tree ? truth(tree, values) : maybe(`the condition ${expression.trim()} holds`);
}

/** The text that an expression gives, where it is one that can be computed: a name, a text, or `extract` from one. */
export function textOf(expression: string, values: Values): string | undefined {
  const tree = parseCel(expression);
  const value = tree && valueOf(tree, values);
  return typeof value === 'string' ? value : undefined;
}

function truth(tree: Cel, values: Values): Answer {
  switch (tree.is) {
    case 'flag':
      return tree.value ? YES : NO;
    case 'not':
      return not(truth(tree.of, values));
    case 'and':
      return both(truth(tree.of[0], values), truth(tree.of[1], values));
    case 'or':
      return either(truth(tree.of[0], values), truth(tree.of[1], values));
    case 'compare':
      return compare(tree, values);
    case 'call':
      return call(tree, values);
    case 'text':
    case 'list':
    case 'path':
      return unknown(tree);
  }
}

function compare(tree: Cel & { is: 'compare' }, values: Values): Answer {
  const timed = compareTime(tree, values);
  if (timed !== undefined) return timed ? YES : NO;
  const [left, right] = tree.of.map((one) => valueOf(one, values));
  if (tree.sign === 'in') {
    if (typeof left === 'string' && Array.isArray(right)) return any(right.map((one: string) => equalTexts(left, one)));
    return unknown(tree);
  }
  if (typeof left !== 'string' || typeof right !== 'string') return unknown(tree);
  if (tree.sign === '==') return equalTexts(left, right);
  return tree.sign === '!=' ? not(equalTexts(left, right)) : unknown(tree);
}

function call(tree: Cel & { is: 'call' }, values: Values): Answer {
  const [on, given] = tree.of.map((one) => valueOf(one, values));
  if (typeof on !== 'string' || typeof given !== 'string' || hasHole(given)) return unknown(tree);
  if (tree.name === 'startsWith') return startsWith(on, given);
  if (tree.name === 'endsWith') return endsWith(on, given);
  if (tree.name === 'contains')
    return hasHole(on) && !on.includes(given) ? unknown(tree) : on.includes(given) ? YES : NO;
  return unknown(tree);
}

function valueOf(tree: Cel, values: Values): string | readonly string[] | undefined {
  if (tree.is === 'text') return tree.value;
  if (tree.is === 'path') return values(tree.name);
  if (tree.is === 'flag') return String(tree.value);
  if (tree.is !== 'list') return undefined;
  const items = tree.items.map((one) => valueOf(one, values));
  return items.every((one) => typeof one === 'string') ? items : undefined;
}

const unknown = (tree: Cel): Answer => maybe(printCel(tree));

/** As people write it. */
export function printCel(tree: Cel): string {
  switch (tree.is) {
    case 'text':
      return `'${printHoles(tree.value)}'`;
    case 'flag':
      return String(tree.value);
    case 'path':
      return tree.name;
    case 'list':
      return `[${tree.items.map(printCel).join(', ')}]`;
    case 'not':
      return `!${printCel(tree.of)}`;
    case 'and':
      return `(${printCel(tree.of[0])} && ${printCel(tree.of[1])})`;
    case 'or':
      return `(${printCel(tree.of[0])} || ${printCel(tree.of[1])})`;
    case 'compare':
      return `${printCel(tree.of[0])} ${tree.sign} ${printCel(tree.of[1])}`;
    case 'call':
      return METHODS.has(tree.name) && tree.of[0] !== undefined
        ? `${printCel(tree.of[0])}.${tree.name}(${tree.of.slice(1).map(printCel).join(', ')})`
        : `${tree.name}(${tree.of.map(printCel).join(', ')})`;
  }
}
const METHODS: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches', 'extract', 'split']);
