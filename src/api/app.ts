import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import cookie from '@fastify/cookie';
import { fastify, LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { pages } from './html/pages.ts';
import type { LogLevel } from './log-levels.ts';
import { documents } from './documents.ts';
import type { Door } from './door.ts';
import { methodsAt } from './methods.ts';
import { mount } from './mount.ts';
import { openapi } from './openapi.ts';
import { failed, problem } from './problem.ts';
import { Refused } from './refused.ts';
import { ROUTES } from './routes/catalogue.ts';
import { operation } from './routes/operation.ts';
import { SCIM_JSON } from './scim/shapes.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { Standing } from './standing.ts';
import { HEADERS, unreadable } from './unreadable.ts';
import { validators } from './validators.ts';

export interface AppOptions {
  readonly standing: Standing;
  readonly door: Door;
  readonly logTo: Writable;
  readonly level: LogLevel;
  readonly version: string;
  /** Where verifiers reach it; asked for when it listens. */
  readonly reached: () => string;
  /** Pages and signing in; without it only the API is served. */
  readonly signIn?: Omit<SignIn, 'door'>;
}

/** Fields of a log line that may hold a credential, wherever a caller of the logger puts them. */
const REDACTED = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret'].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.headers["${name}"]`,
]);

/** What the log has of a request. A query may hold what a sign-in came back with, so it is left out. */
const told = ({ id, method, url, host, ip }: FastifyRequest) => ({
  id,
  method,
  url: url.replace(/\?.*$/su, ''),
  host,
  remoteAddress: ip,
});

/** The HTTP server, every route in it. Bounds are for requests that nobody has checked yet. */
export async function app(options: AppOptions): Promise<FastifyInstance> {
  const { standing, door, logTo, level, version, signIn } = options;
  const server = fastify({
    ...(signIn?.options.trustedProxies ? { trustProxy: [...signIn.options.trustedProxies] } : {}),
    // One line for each request, when it was answered.
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level, stream: logTo, serializers: { req: told }, redact: { paths: REDACTED, censor: '[secret]' } },
    bodyLimit: 1 << 20,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 2048 * 3 },
    // A request id that a stranger chose could forge lines of the log.
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Checked below: the answer of Node would be empty.
    http: { requireHostHeader: false },
    clientErrorHandler: unreadable,
    // An address that the router cannot read meets no hook.
    frameworkErrors(error, request, reply) {
      failed(error, request, reply.headers(HEADERS));
    },
  });
  server.addHook('onSend', (_, reply, payload, done) => {
    // Public keys may be kept for a while, and say so.
    const kept = reply.getHeader('cache-control');
    reply.headers(kept === undefined ? HEADERS : { ...HEADERS, 'cache-control': kept });
    done(null, payload);
  });
  server.addHook('onResponse', (request, { statusCode, elapsedTime }, done) => {
    request.log.info({ req: request, status: statusCode, milliseconds: Math.round(elapsedTime * 10) / 10 }, 'answered');
    done();
  });
  server.addHook('onRequest', ({ raw: { headers, httpVersion } }, _, done) => {
    done(
      headers.host === undefined && httpVersion === '1.1' ? new Refused('bad-request', 'it names no host') : undefined,
    );
  });
  server.setErrorHandler(failed);
  server.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(request.url);
    if (methods.length === 0) return problem(request, reply, 'not-found');
    return problem(request, reply.header('allow', methods.join(', ')), 'wrong-method');
  });
  validators(server);
  server.addContentTypeParser(SCIM_JSON, { parseAs: 'string' }, server.getDefaultJsonParser('error', 'error'));
  await server.register(cookie);
  await openapi(server, version);
  operation(server, standing);
  documents(server, door, options.reached);
  for (const row of ROUTES) mount(server, row, door);
  if (signIn) await pages(server, { door, ...signIn });
  return server;
}
