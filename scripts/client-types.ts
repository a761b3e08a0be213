/** A JSON Schema as far as the OpenAPI document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** Names of components, told to whoever has to import them. */
export type Used = (name: string) => void;

/** The TypeScript type of a schema. Throws for what it does not know: a type that says less than the document would be wrong. */
export function typeOf(schema: Schema, used: Used, given = false): string {
  const { $ref, type, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) return component($ref, used);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, used, given)).join(' | ');
  if (type === undefined && !properties) return 'unknown';
  if (type === 'array') return `readonly (${items ? typeOf(items, used, given) : 'unknown'})[]`;
  if (type === 'object' && properties) return objectOf(schema, used, given);
  if (type === 'object' && typeof additionalProperties === 'object')
    return `Readonly<Record<string, ${typeOf(additionalProperties, used, given)}>>`;
  const plain = Object.hasOwn(PLAIN, type ?? '') ? PLAIN[type ?? ''] : undefined;
  if (plain === undefined) throw new Error(`no type is known for ${JSON.stringify(schema)}`);
  return plain;
}

function component(ref: string, used: Used): string {
  const name = /^#\/components\/schemas\/(\w+)$/u.exec(ref)?.[1];
  if (name === undefined) throw new Error(`${ref} is no component`);
  used(name);
  return name;
}

/** A field that a caller leaves out may also be given as undefined; an answer has it or has it not. */
export function objectOf({ properties = {}, required = [] }: Schema, used: Used, given: boolean): string {
  const fields = Object.entries(properties).map(([name, one]) => {
    const needed = required.includes(name);
    const type = typeOf(one, used, given);
    return `${comment(one.description)}readonly ${name}${needed ? '' : '?'}: ${type}${given && !needed ? ' | undefined' : ''};`;
  });
  return `{ ${fields.join('\n')} }`;
}

export const comment = (text: string | undefined): string =>
  text === undefined ? '' : `/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/gu, ' ')} */\n`;
