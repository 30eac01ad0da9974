import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/store/calls.ts', import.meta.url),
  new URL('./leaky-calls.ts', import.meta.url),
);
