import type { Attribute, Block, Body, Expression, Range } from '../../hcl/ast.ts';
import { parseHclExpression, parseHclTemplate } from '../../hcl/parse.ts';
import type { Entry } from '../../documents/entry.ts';

/** How many labels the blocks of a type have (Terraform language, "JSON Configuration Syntax"). */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};
/** Arguments that are references or types, not templates. */
const BARE = new Set(['provider', 'type', 'providers']);

/** A file of the JSON syntax as the same tree. Objects in the arguments of a resource stay objects: what is a block, its reader knows. */
export function bodyOfJson(root: Entry): Body {
  const blocks = root.entries().flatMap(([type, entry]) => {
    const labels = Object.hasOwn(LABELS, type) ? LABELS[type] : undefined;
    return labels === undefined ? [] : blocksOf(type, [], labels, entry);
  });
  return { attributes: [], blocks, ...rangeOf(root) };
}

function blocksOf(type: string, labels: readonly string[], left: number, entry: Entry): readonly Block[] {
  if (left > 0)
    return entry
      .itemsOrOne()
      .flatMap((one) => one.entries().flatMap(([label, inner]) => blocksOf(type, [...labels, label], left - 1, inner)));
  return entry.itemsOrOne().map((one) => ({
    type,
    labels,
    body: { attributes: attributesOf(one), blocks: [], ...rangeOf(one) },
    ...rangeOf(one),
  }));
}

function attributesOf(entry: Entry): readonly Attribute[] {
  return entry
    .entries()
    .map(([name, value]) => ({ name, value: expressionOf(value, BARE.has(name)), ...rangeOf(value) }));
}

const rangeOf = (entry: Entry): Range => ({ start: entry.span?.start ?? 0, end: entry.span?.end ?? 0 });

function expressionOf(entry: Entry, bare: boolean): Expression {
  const { value } = entry;
  const range = rangeOf(entry);
  if (Array.isArray(value))
    return { kind: 'tuple', items: entry.items().map((one) => expressionOf(one, bare)), ...range };
  if (typeof value === 'string') return textOf(value, bare, range);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null)
    return { kind: 'literal', value, ...range };
  const items = entry
    .entries()
    .map(([key, one]) => ({ key: textOf(key, false, range), value: expressionOf(one, bare) }));
  return { kind: 'object', items, ...range };
}

function textOf(text: string, bare: boolean, range: Range): Expression {
  const parsed = bare ? parseHclExpression(text, range) : parseHclTemplate(text, range);
  if ('kind' in parsed) return parsed;
  return { kind: 'template', parts: [{ part: 'text', text, exact: false, ...range }], ...range };
}
