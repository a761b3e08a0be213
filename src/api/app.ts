import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { fastify, type FastifyInstance } from 'fastify';
import type { LogLevel } from './log-levels.ts';
import { failed, problem } from './problem.ts';
import { operation } from './routes/operation.ts';
import type { Standing } from './standing.ts';

export interface AppOptions {
  readonly standing: Standing;
  readonly logTo: Writable;
  readonly level: LogLevel;
}

/** Fields of a log line that may hold a credential, wherever a caller of the logger puts them. */
const REDACTED = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret'].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.headers["${name}"]`,
]);

/** The HTTP server, every route in it. Bounds are for requests that nobody has checked yet. */
export function app({ standing, logTo, level }: AppOptions): FastifyInstance {
  const server = fastify({
    logger: { level, stream: logTo, redact: { paths: REDACTED, censor: '[secret]' } },
    bodyLimit: 1 << 20,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 2048 },
    // A request id that a stranger chose could forge lines of the log.
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  server.addHook('onSend', async (_, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
  });
  server.setErrorHandler(failed);
  server.setNotFoundHandler((request, reply) => problem(request, reply, 'not-found'));
  operation(server, standing);
  return server;
}
