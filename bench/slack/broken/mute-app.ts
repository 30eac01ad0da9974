import { createSlackApp as createRealApp } from '../../../src/platforms/slack/app.ts';

/** Takes what people want without a word: no listener of it is ever done. */
export const createSlackApp: typeof createRealApp = (parts) => {
  const app = createRealApp(parts);
  app.use(() => new Promise(() => {}));
  return app;
};
