import { hole } from '../../../model/hole.ts';
import { jsonText } from './json.ts';
import { documentOfText } from './json-text.ts';
import { List, listOf, Mapping, textOf, unknownName, valueOf, type Place, type Val } from './value.ts';

/**
 * The JSON that data "aws_iam_policy_document" makes (registry.terraform.io, provider hashicorp/aws): source documents, its own statements,
 * then overrides by Sid. Each statement stands at its block.
 */
export function policyDocument(given: (name: string) => Val | undefined, place: Place): Val {
  const statements: Val[] = [];
  for (const name of ['source_json', 'source_policy_documents'])
    for (const text of valuesOf(given(name))) for (const one of statementsOf(text)) put(statements, one, false);
  for (const one of valuesOf(given('statement'))) put(statements, statementOf(one), false);
  for (const name of ['override_json', 'override_policy_documents'])
    for (const text of valuesOf(given(name))) for (const one of statementsOf(text)) put(statements, one, true);
  const id = given('policy_id');
  const document = mapping(
    [
      ['Version', given('version') ?? valueOf('2012-10-17', place), place],
      ...(id && id.data !== null ? [['Id', id, place] as const] : []),
      ['Statement', listOf(statements, place), place],
    ],
    place,
  );
  const text = jsonText(document);
  return text === undefined
    ? { data: hole('a policy that is too large'), place }
    : { data: text, place, document: () => document };
}

/** A statement with a Sid takes the place of an earlier one of the same Sid. */
function put(statements: Val[], statement: Val, overrides: boolean): void {
  const sid = sidOf(statement);
  const at = overrides && sid !== undefined ? statements.findIndex((one) => sidOf(one) === sid) : -1;
  if (at < 0) statements.push(statement);
  else statements[at] = statement;
}

function sidOf({ data }: Val): string | undefined {
  const sid = data instanceof Mapping ? data.entries.get('Sid')?.value.data : undefined;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

/** Statements of a policy text; one that is a hole where the text is not known. */
function statementsOf(text: Val): readonly Val[] {
  if (text.data === '' || text.data === null) return [];
  const known =
    text.document?.() ?? (typeof text.data === 'string' ? documentOfText(text.data, [], text.place) : undefined);
  const found = known?.data instanceof Mapping ? known.data.entries.get('Statement')?.value : undefined;
  if (!found) return [valueOf(textOf(text) ?? hole('a policy document'), text.place)];
  return valuesOf(found);
}

function statementOf(block: Val): Val {
  const { data, place } = block;
  if (!(data instanceof Mapping)) return block;
  const field = (from: string, to: string, change: (value: Val) => Val = asIs): readonly Field[] => {
    const entry = data.entries.get(from);
    if (!entry || isNothing(entry.value)) return [];
    return [[to, change(entry.value), entry.at]];
  };
  const effect = field('effect', 'Effect');
  return mapping(
    [
      ...field('sid', 'Sid'),
      ...(effect.length > 0 ? effect : ([['Effect', valueOf('Allow', place), place]] as const)),
      ...field('actions', 'Action'),
      ...field('not_actions', 'NotAction'),
      ...field('resources', 'Resource', variables),
      ...field('not_resources', 'NotResource', variables),
      ...field('principals', 'Principal', principals),
      ...field('not_principals', 'NotPrincipal', principals),
      ...field('condition', 'Condition', conditions),
    ],
    place,
  );
}

type Field = readonly [key: string, value: Val, at: Place];

const asIs = (value: Val): Val => value;

const isNothing = ({ data }: Val): boolean =>
  data === null || (data instanceof List && data.items.length === 0 && !data.open);

function principals(blocks: Val): Val {
  const byType = new Map<string, { at: Place; values: Val[] }>();
  for (const block of valuesOf(blocks)) {
    const type = textOf(member(block, 'type') ?? block) ?? '';
    const identifiers = member(block, 'identifiers');
    const known = byType.get(type) ?? { at: block.place, values: [] };
    known.values.push(...(identifiers ? valuesOf(identifiers) : []));
    byType.set(type, known);
  }
  const [only] = byType;
  if (byType.size === 1 && only?.[0] === '*') return valueOf('*', only[1].at);
  return mapping(
    [...byType].map(([type, { at, values }]) => [type, listOf(values.map(variable), at), at] as const),
    blocks.place,
  );
}

function conditions(blocks: Val): Val {
  const tests = new Map<string, { at: Place; keys: Map<string, { at: Place; values: Val[] }> }>();
  for (const block of valuesOf(blocks)) {
    const [test, key] = [textOf(member(block, 'test') ?? block), textOf(member(block, 'variable') ?? block)];
    if (test === undefined || key === undefined) continue;
    const known = tests.get(test) ?? { at: block.place, keys: new Map<string, { at: Place; values: Val[] }>() };
    const values = known.keys.get(key) ?? { at: block.place, values: [] };
    const given = member(block, 'values');
    values.values.push(...(given ? valuesOf(given).map(variable) : []));
    known.keys.set(key, values);
    tests.set(test, known);
  }
  return mapping(
    [...tests].map(([test, { at, keys }]) => {
      const inner = [...keys].map(([key, found]) => [key, listOf(found.values, found.at), found.at] as const);
      return [test, mapping(inner, at), at] as const;
    }),
    blocks.place,
  );
}

/** `&{aws:username}` stands for a policy variable, as `${` begins an interpolation. */
const variables = (list: Val): Val =>
  list.data instanceof List ? listOf(list.data.items.map(variable), list.place, list.data.open) : variable(list);

const variable = (value: Val): Val =>
  typeof value.data === 'string' && value.data.includes('&{')
    ? valueOf(value.data.replaceAll('&{', '${'), { ...value.place, exact: false })
    : value;

function member({ data }: Val, name: string): Val | undefined {
  const value = data instanceof Mapping ? data.entries.get(name)?.value : undefined;
  return value?.data === null ? undefined : value;
}

/** Items of a list, or the one value; a list that is not known is one value that says so. */
function valuesOf(value: Val | undefined): readonly Val[] {
  if (value === undefined || value.data === null) return [];
  if (!(value.data instanceof List)) return [value];
  const { items, open } = value.data;
  return open && items.length === 0 ? [valueOf(hole(unknownName(value) ?? 'a list'), value.place)] : items;
}

function mapping(fields: readonly Field[], place: Place): Val {
  return { data: new Mapping(new Map(fields.map(([key, value, at]) => [key, { at, value }]))), place };
}
