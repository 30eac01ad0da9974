import type { CallStore } from '../../src/core/call-store.ts';
import type { Store } from '../../src/store/open.ts';
import type { FakeCourier } from './fake-courier.ts';

export interface Mortal {
  readonly store: Store;
  readonly courier: FakeCourier;
  /** Like SIGKILL: what was written stays, nothing of this process is written or delivered any more. */
  kill(): void;
}

/** The store and the courier as one process has them that can be killed: the files and the platform outlive it. */
export function mortal(store: Store, courier: FakeCourier): Mortal {
  let dead = false;
  const never = new Promise<never>(() => {});
  const whileAlive = <T extends object>(living: T): T =>
    new Proxy(living, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (dead) return never;
          const result: unknown = await value.apply(target, args);
          // It was written, but nobody hears of it.
          return dead ? never : result;
        };
      },
    });
  return {
    store: { ...store, calls: whileAlive<CallStore>(store.calls) },
    courier: whileAlive(courier),
    kill() {
      dead = true;
    },
  };
}
