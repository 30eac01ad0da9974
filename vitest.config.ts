import { defineConfig } from 'vitest/config';
import { compileCache } from './src/children/compile-cache.ts';

// For the workers, most of whose start is loading what the platforms' libraries are made of.
process.env.NODE_COMPILE_CACHE = compileCache;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/outside/**', 'test/nightly/**'],
    reporters: ['default', './test/support/closing-line.ts'],
    globalSetup: './test/support/one-postgres.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
