import { replaceCalls } from './replace-calls.ts';

replaceCalls(new URL('./early-calls.ts', import.meta.url).href);
