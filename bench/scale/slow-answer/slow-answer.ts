import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/ask/answer-question.ts', import.meta.url),
  new URL('./answer-question.ts', import.meta.url),
);
