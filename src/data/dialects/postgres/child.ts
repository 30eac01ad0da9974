import { loadModule } from 'libpg-query';
import { serve } from '../../../children/serve.ts';
import { readStatement } from './read-statement.ts';
import type { Read } from './reading.ts';

serve<null, string, Read>(async () => {
  await loadModule();
  return readStatement;
});
