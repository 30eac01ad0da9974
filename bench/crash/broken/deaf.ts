import { replaceCalls } from './replace-calls.ts';

replaceCalls(new URL('./deaf-calls.ts', import.meta.url).href);
