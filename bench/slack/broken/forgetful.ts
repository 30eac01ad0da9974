import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/platforms/slack/api.ts', import.meta.url),
  new URL('./forgetful-api.ts', import.meta.url),
);
