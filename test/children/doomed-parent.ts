import { createChildPool } from '../../src/children/pool.ts';
import type { Request, Setup } from './pool-child.ts';

// Two children, one busy for ever and one idle; whoever started this kills it.
const pool = createChildPool<Setup, Request, unknown>({
  entry: new URL('./pool-child.ts', import.meta.url),
  setup: { roll: process.argv[2] ?? '' },
  size: 2,
  maxMemory: 256 * 1024 * 1024,
});
await pool.warm();
await pool.run({ do: 'spin' }, new AbortController().signal);
