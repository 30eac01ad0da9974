import { createDiscordApi as createRealApi } from '../../../src/platforms/discord/api.ts';

export { DiscordRefused } from '../../../src/platforms/discord/api.ts';

/** Takes what people want without a word. */
export const createDiscordApi: typeof createRealApi = (...parts) => ({
  ...createRealApi(...parts),
  respond: async () => undefined,
});
