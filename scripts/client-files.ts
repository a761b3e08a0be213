import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { comment, objectOf, typeOf, type Schema } from './client-types.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string];
  readonly security: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Operation extends Described {
  readonly method: string;
  readonly path: string;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A directory asks SCIM, with a client of its own; events are a stream, and written by hand. */
const LEFT_OUT: ReadonlySet<string> = new Set(['scim', 'events']);
const MADE = '// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.\n';

/** Files of src/client/generated, by name: one for the shapes, one for each tag, one that joins them. */
export async function clientFiles(document: Document): Promise<Readonly<Record<string, string>>> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, path, method: method.toUpperCase() })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag] }) => tag))].filter((tag) => !LEFT_OUT.has(tag));
  const texts = {
    'shapes.ts': shapesText(document),
    ...Object.fromEntries(tags.map((tag) => [`${tag}.ts`, tagText(tag, operations)])),
    'routes.ts': routesText(tags),
  };
  const made: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts))
    made[name] = await format(MADE + text, { parser: 'typescript', printWidth: 120, singleQuote: true });
  return made;
}

/** As the document is committed. */
export const committedDocument = (): Document => JSON.parse(readFileSync('schemas/openapi.json', 'utf8')) as Document;

const nothing = (): void => undefined;

const shapesText = ({ components }: Document): string =>
  Object.entries(components.schemas)
    .map(
      ([name, schema]) => `${comment(schema.description)}export interface ${name} ${objectOf(schema, nothing, false)}`,
    )
    .join('\n\n');

/** `list-identities` as a method of the client. */
const methodOf = (id: string): string => id.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
const typeName = (tag: string): string => methodOf(`-${tag}`);

function tagText(tag: string, operations: readonly Operation[]): string {
  const own = operations.filter(({ tags }) => tags[0] === tag);
  const used = new Set<string>();
  const methods = own.map((one) => methodText(one, (name) => used.add(name)));
  const rows = own.map((one) => `${methodOf(one.operationId)}: ${JSON.stringify(rowOf(one))},`);
  const shapes = used.size === 0 ? '' : `import type { ${[...used].sort().join(', ')} } from './shapes.ts';\n`;
  return `import type { CallOptions, Operation } from '../operation.ts';
${shapes}
export interface ${typeName(tag)}Methods {
${methods.join('\n\n')}
}

export const ${methodOf(tag)} = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, Operation>>;
`;
}

const contentOf = ({ responses }: Operation) => {
  const [status = ''] = Object.keys(responses).filter((one) => /^2\d\d$/u.test(one));
  const [type, content] = Object.entries(responses[status]?.content ?? {})[0] ?? [];
  return { type, schema: content?.schema };
};

function methodText(operation: Operation, used: (name: string) => void): string {
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  const fields = parameters
    .filter((one) => one.in !== 'header')
    .map(
      ({ name, required, description: says, schema }) =>
        `${comment(says)}readonly ${name}${required ? '' : '?'}: ${typeOf(schema, used, true)}${required ? '' : ' | undefined'};`,
    );
  const names = parameters.filter((one) => one.in !== 'header').map(({ name }) => name);
  if (new Set(names).size < names.length || names.includes('body'))
    throw new Error(`${operationId} takes one name twice`);
  if (isGuarded(operation))
    fields.push('/** The revision that was seen, or its ETag. */\nreadonly ifMatch: number | string;');
  const body = requestBody?.content['application/json']?.schema;
  if (body) fields.push(`readonly body: ${typeOf(body, used, true)};`);
  const needed = body !== undefined || parameters.some(({ required }) => required);
  const input =
    fields.length === 0
      ? 'input?: Readonly<Record<string, never>>'
      : `input${needed ? '' : '?'}: { ${fields.join('\n')} }`;
  const { type, schema } = contentOf(operation);
  const answer = type === undefined || !schema ? 'undefined' : typeOf(schema, used);
  return `${comment(`${summary}. ${description ?? ''}`.trim())}${methodOf(operationId)}(${input}, options?: CallOptions): Promise<${answer}>;`;
}

const isGuarded = ({ parameters = [] }: Operation): boolean => parameters.some(({ name }) => name === 'if-match');

/** What is needed to ask it: see `Operation`. */
function rowOf(operation: Operation): object {
  const { method, path, parameters = [], security } = operation;
  const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const { type, schema } = contentOf(operation);
  const pages = ['cursor', 'before'].find((name) => query.includes(name));
  return {
    method,
    path,
    ...(query.length > 0 ? { query } : {}),
    ...(isGuarded(operation) ? { guarded: true } : {}),
    ...(parameters.some(({ name }) => name === 'idempotency-key') ? { keyed: true } : {}),
    answer: type === undefined ? 'none' : type === 'application/json' ? 'json' : 'text',
    ...(pages !== undefined && schema?.properties?.['next'] ? { pages } : {}),
    ...(security.length === 0 ? { open: true } : {}),
  };
}

function routesText(tags: readonly string[]): string {
  const imports = tags.map((tag) => `import { ${methodOf(tag)}, type ${typeName(tag)}Methods } from './${tag}.ts';`);
  return `${imports.join('\n')}

/** Every route but those of SCIM and the stream of events. */
export type Routes = ${tags.map((tag) => `${typeName(tag)}Methods`).join(' & ')};

export const ROUTES = { ${tags.map((tag) => `...${methodOf(tag)}`).join(', ')} } as const;
`;
}
