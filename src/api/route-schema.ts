import { Type, type TSchema } from '@sinclair/typebox';
import type { FastifySchema } from 'fastify';
import { ProblemAnswer } from './problem.ts';
import type { Route } from './route.ts';
import { SCIM_JSON, ScimProblem } from './scim/shapes.ts';

/** Its path as the router writes it. */
export const urlOf = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/gu, ':$1');

/** What is checked of a request, and what the OpenAPI document says of the row. */
export function schemaOf(row: Route): FastifySchema {
  const { id, tag, summary, params, query, body, answer, status = 200, guarded, roles, scope, scim } = row;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${roles ? `Roles: ${roles.join(', ')}.` : 'Everyone who is signed in.'} Scope of a token: ${scope}.`,
    security: [{ token: [] }, { session: [] }],
    ...(scim ? { consumes: [SCIM_JSON, 'application/json'] } : {}),
    ...(params ? { params: closed(params) } : {}),
    // A client of SCIM may say what is not known here, and that is passed over (RFC 7644, 3.4.2).
    ...(scim ? (query ? { querystring: query } : {}) : { querystring: closed(query ?? Type.Object({})) }),
    ...(body ? { body: closed(body) } : {}),
    headers: Type.Object({
      ...(isTagged(row) ? { 'if-none-match': Type.Optional(Type.String({ description: 'An ETag.' })) } : {}),
      ...(guarded ? { 'if-match': Type.Optional(Type.String({ maxLength: 64 })) } : {}),
      ...('write' in row && row.once !== true ? { 'idempotency-key': Type.Optional(Key) } : {}),
    }),
    response: {
      ...('stream' in row
        ? { 200: EVENTS }
        : answer
          ? { [status]: done(answer, scim) }
          : { 204: Type.Null({ description: 'Done.' }) }),
      ...(isTagged(row) ? { 304: Type.Null({ description: 'As it was.' }) } : {}),
      default: {
        description: 'Refused.',
        content: {
          ...(scim ? { [SCIM_JSON]: { schema: ScimProblem } } : {}),
          // Of SCIM too: what is too large or too slow is refused before its address is known.
          'application/problem+json': { schema: ProblemAnswer },
        },
      },
    },
  };
}

const done = (answer: TSchema, scim = false): object =>
  scim ? { description: 'Done.', content: { [SCIM_JSON]: { schema: answer } } } : { description: 'Done.', ...answer };

/** What is read with an ETag can be asked again only if it is another by now. */
const isTagged = (row: Route): boolean =>
  ('read' in row || 'show' in row) &&
  (row.scim === true || Object.hasOwn((row.answer?.['properties'] ?? {}) as object, 'revision'));

const EVENTS = { description: 'It goes on.', content: { 'text/event-stream': { schema: Type.String() } } };

const Key = Type.String({
  pattern: '^[\\x21-\\x7e]{1,255}$',
  description: 'The same request with the same key is done once, and answered with the same for 24 hours.',
});

/** A field that a row does not know is an error of its sender, not something to leave out in silence. */
const closed = (schema: TSchema): TSchema =>
  schema['type'] === 'object' && schema['additionalProperties'] === undefined
    ? { ...schema, additionalProperties: false }
    : schema;
