import type { CallStore } from '../../src/core/call-store.ts';
import type { Courier } from '../../src/core/platform.ts';
import type { Store } from '../../src/store/open.ts';

type Deed = keyof CallStore | keyof Courier;

/** One process that can be killed: the files and the platform outlive it. */
export interface Life {
  readonly isOver: boolean;
  /** Like SIGKILL: what was done stays, nothing of this process is done any more. */
  kill(): void;
  /** The same as soon as it comes to this: before it is done, or so that nobody hears that it was. Resolves then. */
  killAt(when: 'before' | 'after', deed: Deed): Promise<void>;
  /** The same methods, of which none does or tells anything after the end. */
  whileAlive<T extends object>(living: T): T;
  storeOf(store: Store): Store;
}

export function aLife(): Life {
  const end = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  let isOver = false;
  let fatal: { readonly when: 'before' | 'after'; readonly deed: Deed } | undefined;
  const kill = () => {
    isOver = true;
    end.resolve();
  };
  const killIfAt = (when: 'before' | 'after', deed: string | symbol) => {
    if (fatal?.when === when && fatal.deed === deed) kill();
  };
  const whileAlive = <T extends object>(living: T): T =>
    new Proxy(living, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        // A courier's `again` does nothing, and says it at once.
        if (typeof value !== 'function' || name === 'again') return value;
        return async (...args: unknown[]) => {
          killIfAt('before', name);
          if (isOver) return never;
          const result: unknown = await value.apply(target, args);
          killIfAt('after', name);
          return isOver ? never : result;
        };
      },
    });
  return {
    get isOver() {
      return isOver;
    },
    kill,
    killAt(when, deed) {
      fatal = { when, deed };
      return end.promise;
    },
    whileAlive,
    storeOf: (store) => ({ ...store, calls: whileAlive(store.calls) }),
  };
}
