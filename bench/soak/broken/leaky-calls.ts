import { createCallStore as createRealStore } from '../../../src/store/calls.ts';

/** Bytes that are never let go, for each call that is looked at. */
const leak = 400_000;

/** Remembers every call for ever, and much with it. */
export const createCallStore: typeof createRealStore = (db, options) => {
  const calls = createRealStore(db, options);
  const kept: Uint8Array[] = [];
  return {
    ...calls,
    async insert(call, join) {
      kept.push(new Uint8Array(leak).fill(kept.length % 255));
      return calls.insert(call, join);
    },
  };
};
