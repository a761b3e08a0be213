import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import cookie from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import { assets } from './html/assets.ts';
import type { LogLevel } from './log-levels.ts';
import { mount, type Door } from './mount.ts';
import { openapi } from './openapi.ts';
import { failed, problem } from './problem.ts';
import { ROUTES } from './routes/catalogue.ts';
import { operation } from './routes/operation.ts';
import { SCIM_JSON } from './scim/shapes.ts';
import type { Standing } from './standing.ts';
import { validators } from './validators.ts';

export interface AppOptions {
  readonly standing: Standing;
  readonly door: Door;
  readonly logTo: Writable;
  readonly level: LogLevel;
  readonly version: string;
}

/** Fields of a log line that may hold a credential, wherever a caller of the logger puts them. */
const REDACTED = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret'].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.headers["${name}"]`,
]);

/** The HTTP server, every route in it. Bounds are for requests that nobody has checked yet. */
export async function app({ standing, door, logTo, level, version }: AppOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: { level, stream: logTo, redact: { paths: REDACTED, censor: '[secret]' } },
    bodyLimit: 1 << 20,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 2048 * 3 },
    // A request id that a stranger chose could forge lines of the log.
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  server.addHook('onSend', async (_, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
  });
  server.setErrorHandler(failed);
  server.setNotFoundHandler((request, reply) => problem(request, reply, 'not-found'));
  validators(server);
  server.addContentTypeParser(SCIM_JSON, { parseAs: 'string' }, server.getDefaultJsonParser('error', 'error'));
  await server.register(cookie);
  await openapi(server, version);
  operation(server, standing);
  assets(server);
  for (const row of ROUTES) mount(server, row, door);
  return server;
}
