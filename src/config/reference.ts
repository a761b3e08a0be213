import type { TSchema } from '@sinclair/typebox';
import { ConfigShape } from './schema.ts';
import { VARIABLES } from './variables.ts';

/** docs/reference/config.md, made of the schema. */
export function configReference(): string {
  const rows = Object.entries(ConfigShape.properties).flatMap(([key, schema]) => rowsOf([key], schema));
  const keys = rows.map(([key, says]) => `| \`${key}\` | ${says} |`);
  const variables = VARIABLES.map(([variable, key]) => `| \`${variable}\` | \`${key.join('.')}\` |`);
  return [
    '# writ.yaml',
    '',
    'How the control plane runs: `writ serve --config writ.yaml`, or `WRIT_CONFIG`, or `writ.yaml` where the command runs. Every key may be left out; one that is not known',
    'is an error. `writ config check` reads it and says what is wrong, with its line. `schemas/config.schema.json` is for editors.',
    '',
    '| key | says |',
    '|---|---|',
    ...keys,
    '',
    'A flag wins over a variable of the environment, a variable over the file:',
    '',
    '| variable | key |',
    '|---|---|',
    ...variables,
    '| `DATABASE_URL` | the address itself, in the place of `database.urlFile` |',
    '',
  ].join('\n');
}

function rowsOf(path: readonly string[], schema: TSchema): readonly (readonly [key: string, says: string])[] {
  const { description, properties, items } = schema as {
    readonly description?: string;
    readonly properties?: Readonly<Record<string, TSchema>>;
    readonly items?: TSchema;
  };
  const own: (readonly [string, string])[] = [[path.join('.'), description ?? '']];
  if (items?.['properties'] !== undefined) {
    const [, ...inner] = rowsOf([...path.slice(0, -1), `${path.at(-1) ?? ''}[]`], items);
    return [[path.join('.'), items.description ?? description ?? ''], ...inner];
  }
  if (!properties) return own;
  return [
    ...(description === undefined ? [] : own),
    ...Object.entries(properties).flatMap(([key, one]) => rowsOf([...path, key], one)),
  ];
}
