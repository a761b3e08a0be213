import { defineConfig } from 'vitest/config';

/** One project, every suite: unit tests stand beside their code, the rest in test/. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
