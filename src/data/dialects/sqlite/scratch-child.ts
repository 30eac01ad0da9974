import { serve } from '../../../children/serve.ts';
import type { Verdict } from '../../../core/data-source.ts';
import { checkWithoutSource } from './scratch.ts';

serve<null, string, Verdict>(async () => checkWithoutSource);
