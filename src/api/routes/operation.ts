import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { problem, ProblemAnswer } from '../problem.ts';
import type { Standing } from '../standing.ts';

/** `/healthz`: the process answers. `/readyz`: it can serve. `/metrics`: Prometheus text; no names of the estate stand in it. */
export function operation(app: FastifyInstance, standing: Standing): void {
  app.get('/healthz', { schema: schemaOf('healthz', 'The process answers', STATUS) }, () => ({ status: 'ok' }));

  app.get('/readyz', { schema: schemaOf('readyz', 'It can serve', STATUS) }, async (request, reply) => {
    const problems = await standing.problems();
    if (Object.keys(problems).length > 0) return problem(request, reply, 'not-ready', { parts: problems });
    return { status: 'ready' };
  });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'writ_ledger_entries', 'Entries under the last signed tree head.', standing.ledgerEntries);
  gauge(registry, 'writ_ledger_unsealed', 'Entries that are durable and not yet in the tree.', standing.ledgerUnsealed);
  gauge(registry, 'writ_store_revision', 'Revision of the last change that was seen.', standing.storeRevision);
  const schema = schemaOf('metrics', 'Prometheus text', { 'text/plain': { schema: Type.String() } });
  app.get('/metrics', { schema }, async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

const STATUS = { 'application/json': { schema: Type.Object({ status: Type.String() }) } };

/** Anybody may ask. */
function schemaOf(operationId: string, summary: string, content: object): FastifySchema {
  return {
    operationId,
    summary,
    tags: ['operation'],
    security: [],
    response: {
      200: { description: 'Done.', content },
      default: { description: 'Refused.', content: { 'application/problem+json': { schema: ProblemAnswer } } },
    },
  };
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}
