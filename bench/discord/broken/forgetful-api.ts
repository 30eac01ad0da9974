import { createDiscordApi as createRealApi } from '../../../src/platforms/discord/api.ts';

export { DiscordRefused } from '../../../src/platforms/discord/api.ts';

/** Acknowledges, and says nothing after that. */
export const createDiscordApi: typeof createRealApi = (...parts) => ({
  ...createRealApi(...parts),
  editOriginal: async () => '0',
});
