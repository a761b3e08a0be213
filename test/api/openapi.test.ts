import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { openapiText, unopened } from '../../scripts/unopened.ts';
import { ROUTES } from '../../src/api/routes/catalogue.ts';

type Json = Readonly<Record<string, unknown>>;

const read = (file: string): Json => JSON.parse(readFileSync(file, 'utf8')) as Json;
const committed = read('schemas/openapi.json');

interface Operation {
  readonly operationId: string;
  readonly security: readonly Json[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: Json }>>;
}

const operations = Object.entries(
  committed['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>,
).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));
const byId = (id: string) => operations.find(({ operationId }) => operationId === id);

/** Every object that stands as a schema in the document. */
function schemasOf(value: unknown): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(schemasOf);
  return 'schema' in value ? [...inner, value.schema as Json] : inner;
}

describe('the OpenAPI document', () => {
  it('is committed as the rows make it (npm run docs)', async () => {
    expect(readFileSync('schemas/openapi.json', 'utf8')).toBe(await openapiText());
  });

  it('is served to anybody as it is committed', async () => {
    const server = await unopened();
    const { json, statusCode } = await server.inject('/openapi.json');
    expect([statusCode, json()]).toEqual([200, committed]);
    await server.close();
  });

  it('is one by the schema of OpenAPI 3.1, and its schemas are JSON Schemas', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
    formats.default(ajv);
    ajv.addFormat('media-range', true);
    const validate = ajv.compile(read('schemas/vendor/openapi/openapi-3.1.json'));
    expect(validate(committed) ? [] : validate.errors).toEqual([]);
    const components = (committed['components'] as { readonly schemas: Json }).schemas;
    for (const schema of [...schemasOf(committed['paths']), ...Object.values(components)])
      expect(ajv.validateSchema(schema as Json), JSON.stringify(ajv.errors)).toBe(true);
    expect(validate({ ...committed, openapi: '3.0.3' })).toBe(false);
  });

  it('has every row, once, and says who signs it and how it refuses', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, path, method, scim } of ROUTES) {
      const found = byId(id);
      expect([found?.path, found?.method]).toEqual([path, method.toLowerCase()]);
      expect(found?.security, id).not.toEqual([]);
      const refused = [...(scim ? ['application/scim+json'] : []), 'application/problem+json'];
      expect(Object.keys(found?.responses['default']?.content ?? {}), id).toEqual(refused);
    }
    const open = operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId);
    expect(open.sort()).toEqual(['get-bundle', 'get-keys', 'get-openid-configuration', 'healthz', 'metrics', 'readyz']);
  });

  it('names each reference that it uses, and says null, times and parameters as 3.1 does', () => {
    const text = JSON.stringify(committed);
    const { schemas } = committed['components'] as { readonly schemas: Readonly<Record<string, Json>> };
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/gu)) expect(Object.keys(schemas)).toContain(name);
    expect(text).not.toContain('"nullable"');
    expect(schemas['Person']?.['properties']).toMatchObject({
      created: { type: 'string', format: 'date-time' },
      email: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    });
    const named = byId('change-person')?.parameters?.map(({ name, in: place, required }) => [name, place, required]);
    expect(named).toEqual([['id', 'path', true], ['if-match', 'header', true], ['idempotency-key', 'header', false]]);
    expect(operations.flatMap(({ parameters = [] }) => parameters).filter(({ in: place }) => place === 'cookie')).toEqual([]);
    for (const { path, parameters = [] } of operations)
      for (const [, name = ''] of path.matchAll(/\{(\w+)\}/gu))
        expect(parameters, path).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
  });
}); // prettier-ignore
