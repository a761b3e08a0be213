import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const PARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/u;

/** Trace id of a request: the caller's when it sends one (W3C Trace Context, `traceparent`), else one that its request id gives. */
export function traceOf({ headers, id }: FastifyRequest): string {
  const sent = PARENT.exec(typeof headers['traceparent'] === 'string' ? headers['traceparent'] : '')?.[1];
  if (sent !== undefined && !/^0+$/u.test(sent)) return sent;
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}
