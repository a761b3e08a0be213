import { Ajv, type Options } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

const STRICT: Options = { allErrors: false, removeAdditional: false, useDefaults: true, strict: false };

/** A body is taken as it stands. What comes in a path, a query or a header is text, and is read as what its schema says. */
export function validators(server: FastifyInstance): void {
  const body = new Ajv({ ...STRICT, coerceTypes: false });
  const text = new Ajv({ ...STRICT, coerceTypes: true });
  formats.default(body);
  formats.default(text);
  server.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? body : text).compile(schema as Record<string, unknown>),
  );
}
