import { Ajv, type Options } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

const STRICT: Options = { allErrors: false, removeAdditional: false, useDefaults: true, strict: false };

/** Checks what is no text: it is taken as it stands. */
export function checks(): Ajv {
  const ajv = new Ajv({ ...STRICT, coerceTypes: false });
  formats.default(ajv);
  return ajv;
}

/** A body is taken as it stands. What comes in a path, a query or a header is text, and is read as what its schema says. */
export function validators(server: FastifyInstance): void {
  const body = checks();
  const text = new Ajv({ ...STRICT, coerceTypes: true });
  formats.default(text);
  server.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? body : text).compile(schema as Record<string, unknown>),
  );
}
