import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/outside/**/*.test.ts'], exclude: ['**/node_modules/**'], pool: 'forks' },
});
