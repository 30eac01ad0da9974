import { setTimeout as sleep } from 'node:timers/promises';
import { createCallStore as createRealStore } from '../../../src/store/calls.ts';

const lateMs = 400;

/** Says that a call is stored before it is. Without a crash nobody notices: whoever wants the call waits for it. */
export const createCallStore: typeof createRealStore = (db, options) => {
  const calls = createRealStore(db, options);
  const coming = new Map<string, Promise<unknown>>();
  return {
    ...calls,
    async insert(call) {
      if (await this.byDedupeKey(call.platform, call.dedupeKey)) return false;
      const stored = sleep(lateMs).then(() => calls.insert(call));
      coming.set(call.id, stored).set(call.dedupeKey, stored);
      return true;
    },
    async get(id) {
      await coming.get(id);
      return calls.get(id);
    },
    async byDedupeKey(platform, key) {
      await coming.get(key);
      return calls.byDedupeKey(platform, key);
    },
    async begin(id) {
      await coming.get(id);
      return calls.begin(id);
    },
  };
};
