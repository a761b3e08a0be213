import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says each shape once: what has a title in an answer is a component, and stands in the answers by its name. */
export function named(document: Json): Json {
  const schemas = new Map<string, unknown>();
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (!isJson(value)) return value;
    const { description, ...rest } = value;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, replaced(one)]));
    const whole = description === undefined || description === 'Done.' ? inner : { description, ...inner };
    const { title } = value;
    if (typeof title !== 'string' || value['type'] !== 'object') return whole;
    if (schemas.has(title) && !isDeepStrictEqual(schemas.get(title), whole)) throw new Error(`two shapes are ${title}`);
    schemas.set(title, whole);
    return { $ref: `#/components/schemas/${title}` };
  };
  const paths = Object.entries(document['paths'] as Json).map(([path, item]) => [
    path,
    Object.fromEntries(
      METHODS.flatMap((method) => {
        const operation = (item as Json)[method];
        return isJson(operation) ? [[method, told(operation, replaced)] as const] : [];
      }),
    ),
  ]);
  return {
    ...document,
    paths: Object.fromEntries(paths) as Json,
    components: {
      ...(document['components'] as Json),
      schemas: Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
  };
}

function told(operation: Json, replaced: (value: unknown) => unknown): Json {
  const responses = Object.entries(operation['responses'] as Json).map(([status, response]) => {
    const { content } = response as Json;
    return [status, content === undefined ? response : { ...(response as Json), content: replaced(content) }];
  });
  // Without it the answer is 428 and not 400, so the check of the request lets it be missing.
  const parameters = ((operation['parameters'] ?? []) as readonly Json[]).map((one) =>
    one['name'] === 'if-match' ? { ...one, required: true } : one,
  );
  return {
    ...operation,
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: Object.fromEntries(responses) as Json,
  };
}
