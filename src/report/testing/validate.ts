import type { Schema } from '../schema.ts';

/** Checks a value against the subset of JSON Schema 2020-12 that schema.ts uses; returns what is wrong, with its place. */
export function violations(schema: Schema, value: unknown, root: Schema = schema, at = '$'): readonly string[] {
  const known = new Set([
    '$schema', '$id', 'title', '$defs', '$ref', 'type', 'required', 'properties', 'additionalProperties', 'items', 'enum', 'const',
    'anyOf', 'pattern', 'minimum',
  ]); // prettier-ignore
  const strange = Object.keys(schema).filter((key) => !known.has(key));
  if (strange.length > 0) return [`${at}: the validator does not know ${strange.join()}`];
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/$defs/', '');
    const target = (root['$defs'] as Readonly<Record<string, Schema>>)[name];
    return target === undefined ? [`${at}: no definition ${name}`] : violations(target, value, root, at);
  }
  const found: string[] = [];
  const types = [schema['type'] ?? []].flat() as string[];
  if (types.length > 0 && !types.some((type) => isOf(type, value))) return [`${at}: is not ${types.join(' or ')}`];
  if ('const' in schema && schema['const'] !== value) found.push(`${at}: is not ${String(schema['const'])}`);
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    found.push(`${at}: ${String(value)} is not allowed`);
  if (typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern'], 'u').test(String(value)))
    found.push(`${at}: ${String(value)} does not match`);
  if (typeof schema['minimum'] === 'number' && Number(value) < schema['minimum']) found.push(`${at}: too small`);
  if (
    Array.isArray(schema['anyOf']) &&
    !schema['anyOf'].some((one: Schema) => violations(one, value, root, at).length === 0)
  )
    found.push(`${at}: fits none of the forms`);
  if (Array.isArray(value) && schema['items'] !== undefined)
    value.forEach((one: unknown, index) =>
      found.push(...violations(schema['items'] as Schema, one, root, `${at}[${index}]`)),
    );
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const own = new Map(Object.entries(value));
    for (const key of (schema['required'] ?? []) as string[]) if (!own.has(key)) found.push(`${at}: no ${key}`);
    const properties = new Map(Object.entries((schema['properties'] ?? {}) as Record<string, Schema>));
    for (const [key, one] of own) {
      const of = properties.get(key) ?? (schema['additionalProperties'] as Schema | undefined);
      if (of !== undefined) found.push(...violations(of, one, root, `${at}.${key}`));
    }
  }
  return found;
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
