import type { Collector } from './port.ts';

/** Collectors by name; each is loaded when asked for, and its SDK only then. */
export const COLLECTORS = {
  aws: async (): Promise<Collector> => (await import('./aws/collector.ts')).aws,
} as const satisfies Record<string, () => Promise<Collector>>;
