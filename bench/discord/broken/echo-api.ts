import { createDiscordApi as createRealApi } from '../../../src/platforms/discord/api.ts';

export { DiscordRefused } from '../../../src/platforms/discord/api.ts';

/** Says in a message of its own what it has just written into the one that waits. */
export const createDiscordApi: typeof createRealApi = (...parts) => {
  const api = createRealApi(...parts);
  return {
    ...api,
    async editOriginal(webhook, sent) {
      const message = await api.editOriginal(webhook, sent);
      await api.followUp(webhook, sent);
      return message;
    },
  };
};
