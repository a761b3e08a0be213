import { Type, type TSchema } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifySchema } from 'fastify';
import type { Door } from './door.ts';
import { ProblemAnswer } from './problem.ts';
import type { TrustDomainDesk } from './services.ts';

/**
 * What verifiers read, who are signed in nowhere: public keys. `/bundle` is the bundle endpoint (SPIFFE Federation 5, profile https_web where the proxy before it speaks
 * HTTPS); `/keys` and `/.well-known/openid-configuration` are for those that know OpenID Connect only (OpenID Connect Discovery 3 and 4).
 */
export function documents(server: FastifyInstance, door: Pick<Door, 'services'>, reached: () => string): void {
  const desk = (): TrustDomainDesk => door.services.trustDomain;
  const send = (reply: FastifyReply, text: string): FastifyReply =>
    reply.header('cache-control', `public, max-age=${desk().refresh}`).type('application/json').send(text);

  server.get(
    '/bundle',
    { schema: schemaOf('get-bundle', 'The bundle of the trust domain, a JWK Set', BundleShape) },
    (_, reply) => send(reply, desk().bundle()),
  );
  server.get('/keys', { schema: schemaOf('get-keys', 'The keys of JWT-SVIDs, a JWK Set', KeysShape) }, (_, reply) =>
    send(reply, desk().keys().text),
  );
  const discovery = schemaOf(
    'get-openid-configuration',
    'Where the keys of JWT-SVIDs are, and who issues them',
    DiscoveryShape,
  );
  server.get('/.well-known/openid-configuration', { schema: discovery }, (_, reply) => {
    const issuer = reached();
    return send(
      reply,
      JSON.stringify({
        issuer,
        jwks_uri: `${issuer}/keys`,
        // Nobody signs in here: workloads ask for their tokens where they run. The field has to be there all the same.
        authorization_endpoint: 'urn:writ:programmatic-authorization',
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: desk().keys().algorithms,
        claims_supported: ['iss', 'sub', 'aud', 'iat', 'exp', 'jti'],
      }),
    );
  });
}

const KeysShape = Type.Object({ keys: Type.Array(Type.Any({ description: 'A JWK.' })) });
const BundleShape = Type.Object({
  ...KeysShape.properties,
  spiffe_sequence: Type.Optional(Type.Integer()),
  spiffe_refresh_hint: Type.Optional(Type.Integer({ description: 'Seconds.' })),
});
const Texts = Type.Array(Type.String());
const DiscoveryShape = Type.Object({
  issuer: Type.String(),
  jwks_uri: Type.String(),
  authorization_endpoint: Type.String(),
  response_types_supported: Texts,
  subject_types_supported: Texts,
  id_token_signing_alg_values_supported: Texts,
  claims_supported: Texts,
});

/** Anybody may ask. */
const schemaOf = (operationId: string, summary: string, schema: TSchema): FastifySchema => ({
  ...{ operationId, summary, tags: ['trust-domain'], security: [] },
  querystring: Type.Object({}, { additionalProperties: false }),
  response: {
    200: { description: 'Done.', content: { 'application/json': { schema } } },
    default: { description: 'Refused.', content: { 'application/problem+json': { schema: ProblemAnswer } } },
  },
});
