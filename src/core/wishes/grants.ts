import type { CallStore } from '../call-store.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import type { Wish, WishKind, WishStore } from '../wish.ts';
import type { Grant } from './cancel.ts';

export interface GrantsOptions {
  readonly wishes: WishStore;
  readonly calls: Pick<CallStore, 'get'>;
  readonly grants: Readonly<Record<WishKind, Grant>>;
  /** Names of the platforms that can tell people how their calls ended. */
  readonly platforms: ReadonlySet<string>;
  readonly log: Log;
  readonly now: () => Date;
  readonly stop: AbortSignal;
}

/** Does what operators want, as they hand it in through the store. */
export interface Grants {
  /** All that is wished for now. Never rejects. */
  once(): Promise<void>;
  /** From now on, until it is stopped. Resolves then. */
  go(): Promise<void>;
}

/** Milliseconds between two looks. */
const everyMs = 400;
/** After one that failed: the store has troubles of its own. */
const afterFailureMs = 10_000;

/**
 * A wish is answered after it was granted, so that one is granted again when the process dies in between: granting twice comes
 * to the same. Several processes may look at the same wish for the same reason.
 */
export function createGrants({ wishes, calls, grants, platforms, log, now, stop }: GrantsOptions): Grants {
  const grant = async ({ id, callId, kind }: Wish) => {
    const stored = await calls.get(callId);
    // Forgotten, and the wish with it.
    if (!stored) return;
    const { platform } = stored.call;
    const answer = platforms.has(platform)
      ? await grants[kind](stored, id)
      : ({ verdict: 'refused', why: `its platform, ${platform}, is off` } as const);
    if (!answer) return;
    await wishes.answer(id, answer, now());
    log.info({ callId, platform, wish: kind, ...answer }, 'wish of the operator answered');
  };

  const look = async (): Promise<boolean> => {
    try {
      for (const wish of await wishes.open()) {
        if (stop.aborted) break;
        await grant(wish);
      }
      return true;
    } catch (error) {
      log.error({ err: error }, 'wishes of the operator could not be looked at; they are in a while');
      return false;
    }
  };

  return {
    once: async () => void (await look()),
    async go() {
      while (!stop.aborted) await pause((await look()) ? everyMs : afterFailureMs, stop);
    },
  };
}
