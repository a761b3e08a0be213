import type { Collector } from './port.ts';

/** Collectors by name; each is loaded when asked for, and its SDK only then. */
export const COLLECTORS = {
  aws: async (): Promise<Collector> => (await import('./aws/collector.ts')).aws,
  gcp: async (): Promise<Collector> => (await import('./gcp/collector.ts')).gcp,
  azure: async (): Promise<Collector> => (await import('./azure/collector.ts')).azure,
  k8s: async (): Promise<Collector> => (await import('./kubernetes/collector.ts')).k8s,
  github: async (): Promise<Collector> => (await import('./github/collector.ts')).github,
} as const satisfies Record<string, () => Promise<Collector>>;
