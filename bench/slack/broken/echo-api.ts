import { createSlackApi as createRealApi } from '../../../src/platforms/slack/api.ts';

/** Says in a message of its own what it has just written into the one that waits. */
export const createSlackApi: typeof createRealApi = (...parts) => {
  const api = createRealApi(...parts);
  return {
    ...api,
    async update(spot, ts, message) {
      await api.update(spot, ts, message);
      await api.post(spot, message, ts);
    },
  };
};
