import { SpanKind, SpanStatusCode, trace, TraceFlags, type Context, type Span, ROOT_CONTEXT } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { traceOf } from '../api/trace.ts';

/** Spans of what is served, sent away in batches. */
export interface Telemetry {
  /** A span for each request, in the trace that its ledger entries name. Nothing of the request but its route stands in it: no address, no body, no name. */
  observe(server: FastifyInstance): void;
  close(): Promise<void>;
}

/** OpenTelemetry over OTLP/HTTP, to `endpoint`/v1/traces. An endpoint that does not answer costs spans and nothing else. */
export function telemetry(endpoint: string, version: string): Telemetry {
  let traceId: string | undefined;
  const random = new RandomIdGenerator();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'writ', 'service.version': version }),
    idGenerator: {
      generateTraceId: () => traceId ?? random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/u, '')}/v1/traces`, timeoutMillis: 5000 }),
        { maxQueueSize: 2048, scheduledDelayMillis: 2000 },
      ),
    ],
  });
  const tracer = provider.getTracer('writ', version);
  const spans = new WeakMap<FastifyRequest, Span>();
  return {
    observe(server) {
      server.addHook('onRequest', (request, _, done) => {
        traceId = traceOf(request);
        const { method, routeOptions } = request;
        const attributes = { 'http.request.method': method, 'http.route': routeOptions.url ?? '' };
        const name = `${method} ${routeOptions.url ?? 'unknown'}`;
        spans.set(request, tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parentOf(request, traceId)));
        traceId = undefined;
        done();
      });
      server.addHook('onResponse', (request, reply, done) => {
        const span = spans.get(request);
        span?.setAttribute('http.response.status_code', reply.statusCode);
        if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
        span?.end();
        done();
      });
    },
    close: () => provider.shutdown(),
  };
}

/** The caller's span, where it sent one (W3C Trace Context). */
function parentOf({ headers }: FastifyRequest, traceId: string): Context {
  const [, sent, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/u.exec(String(headers['traceparent'])) ?? [];
  if (spanId === undefined || sent !== traceId || /^0+$/u.test(spanId)) return ROOT_CONTEXT;
  // A caller that samples nothing does not decide what is seen here.
  const traceFlags = TraceFlags.SAMPLED | Number.parseInt(flags ?? '0', 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
} // prettier-ignore
