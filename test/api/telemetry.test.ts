import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telemetry } from '../../src/server/telemetry.ts';

/** What a collector of OTLP is sent, as JSON (opentelemetry-proto, ExportTraceServiceRequest). */
interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  }[];
}

describe('telemetry', () => {
  const sent: Sent[] = [];
  let collector: Server;
  let endpoint: string;
  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        if (request.url === '/v1/traces') sent.push(JSON.parse(body) as Sent);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => {
      collector.listen(0, '127.0.0.1', resolve);
    });
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    collector.close();
  });

  it('sends a span for each request, under the trace of the caller, with the route and nothing else of the address', async () => {
    const server = fastify();
    const spans = telemetry(endpoint, '1.2.3');
    spans.observe(server);
    server.get('/things/:id', () => ({}));
    server.get('/broken', () => {
      throw new Error('x');
    });
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-00`;
    await server.inject({ url: '/things/secret-name?token=t', headers: { traceparent } });
    await server.inject({ url: '/broken' });
    await spans.close();
    await server.close();
    const found = sent.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans)),
    );
    expect(found).toMatchObject([
      { name: 'GET /things/:id', traceId: 'ab'.repeat(16), parentSpanId: 'cd'.repeat(8) },
      { name: 'GET /broken', status: { code: 2 } },
    ]);
    expect(JSON.stringify(sent)).not.toMatch(/secret-name|token/u);
  });

  it('loses nothing but spans where nobody collects them', async () => {
    const server = fastify();
    const spans = telemetry('http://127.0.0.1:1', '1.2.3');
    spans.observe(server);
    server.get('/', () => 'ok');
    expect((await server.inject({ url: '/' })).statusCode).toBe(200);
    await spans.close().catch(() => undefined);
    await server.close();
  });
});
