// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';

export interface OperationMethods {
  /** The process answers. */
  healthz(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<{ readonly status: string }>;

  /** It can serve. */
  readyz(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<{ readonly status: string }>;

  /** Prometheus text. */
  metrics(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<string>;
}

export const operation = {
  healthz: { method: 'GET', path: '/healthz', answer: 'json', open: true },
  readyz: { method: 'GET', path: '/readyz', answer: 'json', open: true },
  metrics: { method: 'GET', path: '/metrics', answer: 'text', open: true },
} as const satisfies Readonly<Record<string, Operation>>;
