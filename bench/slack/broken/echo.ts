import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/platforms/slack/api.ts', import.meta.url),
  new URL('./echo-api.ts', import.meta.url),
);
