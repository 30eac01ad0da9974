import { defineConfig } from 'vitest/config';

/** What takes longer than CI may: `npm run nightly`. */
export default defineConfig({
  test: {
    include: ['test/nightly/*.test.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 1,
  },
});
