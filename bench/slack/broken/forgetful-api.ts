import { createSlackApi as createRealApi } from '../../../src/platforms/slack/api.ts';

/** Posts what waits, and says nothing after that. */
export const createSlackApi: typeof createRealApi = (...parts) => ({
  ...createRealApi(...parts),
  update: async () => {},
});
