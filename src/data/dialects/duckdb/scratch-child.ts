import { serve } from '../../../children/serve.ts';
import type { Verdict } from '../../../core/data-source.ts';
import { openEngine, shut } from './engine.ts';
import { checkWithoutSource } from './scratch.ts';

serve<number, string, Verdict>(async (maxMemory) => {
  const engine = await openEngine({ maxMemory, timeZone: 'UTC' });
  await shut(engine, []);
  return (sql) => checkWithoutSource(engine, sql);
});
