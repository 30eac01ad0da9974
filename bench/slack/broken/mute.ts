import { replaceModule } from '../../replace-module.ts';

replaceModule(
  new URL('../../../src/platforms/slack/app.ts', import.meta.url),
  new URL('./mute-app.ts', import.meta.url),
);
