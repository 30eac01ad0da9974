import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/platforms/discord/api.ts', import.meta.url),
  new URL('./forgetful-api.ts', import.meta.url),
);
