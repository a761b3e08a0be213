import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { named } from './openapi-document.ts';
import { cookieName } from './sign-in/signed-in.ts';

/** The OpenAPI 3.1 document of every route, as `/openapi.json`. It is made of the rows that are served, so it cannot say anything else. */
export async function openapi(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    transformObject: (given) =>
      'openapiObject' in given ? named(given.openapiObject as Readonly<Record<string, unknown>>) : given.swaggerObject,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Writ',
        version,
        description:
          'The control plane. Changes are recorded in the ledger. Answers that are none are problem documents (RFC 9457) with a stable code.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token, `writ_…`.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieName(true),
            description: `A session; what changes something also sends x-csrf-token. Without HTTPS, on loopback, the cookie is ${cookieName(false)}.`,
          },
        },
      },
    },
  });
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
}
