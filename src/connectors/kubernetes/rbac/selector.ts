import { fields, isFields, list, own, text, textMap, texts, type Fields } from '../../../documents/value.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * Kubernetes label selector over `matchLabels` and `matchExpressions`. An absent selector selects nothing, an empty one everything;
 * an operator that is not known makes the whole selector invalid, and it selects nothing.
 */
export function selects(selector: unknown, labels: Labels): boolean {
  if (!isFields(selector)) return false;
  for (const [key, value] of matchLabels(selector))
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  return list(own(selector, 'matchExpressions')).every((expression) => holds(expression, labels));
}

const PAIRS = new WeakMap<Fields, readonly (readonly [string, string])[]>();

function matchLabels(selector: Fields): readonly (readonly [string, string])[] {
  let pairs = PAIRS.get(selector);
  if (!pairs) PAIRS.set(selector, (pairs = Object.entries(textMap(own(selector, 'matchLabels')))));
  return pairs;
}

function holds(expression: unknown, labels: Labels): boolean {
  const { operator } = fields(expression);
  const key = text(own(expression, 'key'));
  if (key === undefined) return false;
  const values = texts(own(expression, 'values'));
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
