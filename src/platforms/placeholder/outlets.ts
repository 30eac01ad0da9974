import type { Call } from '../../core/call.ts';
import { keepNewest } from '../../core/keep-newest.ts';

/** The message in which a call's progress and answer are shown, as far as this process knows it. */
export interface Outlet {
  readonly call: Call;
  /** Its id. */
  message?: string;
  /** This process took the call in and has sent nothing for it yet, so that there is no message to look for. */
  isNew?: boolean;
  /** The "thinking" of a deferral has been replaced by words. */
  shown?: boolean;
  /** Nothing can be shown there: the answer will have to go elsewhere. */
  closed?: boolean;
  /** The message to the caller alone that holds the answer, while the one that waited for it is still there. */
  aside?: string;
  /** There is nothing to cancel any more. */
  answering?: boolean;
  /** Progress that comes after the answer would cover it. */
  answer?: { readonly opened?: string };
  /** One thing after the other: acknowledgement, progress, answer. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

export interface Outlets {
  of(call: Call): Outlet;
  /** The first call that has no answer yet and is shown, or was asked, where this says. */
  waiting(isThere: (outlet: Outlet) => boolean): Call | undefined;
  forget(callId: string): void;
}

/** Calls that are remembered; of those before, nothing is under way any more. */
const capacity = 10_000;

export function createOutlets(): Outlets {
  const outlets = new Map<string, Outlet>();

  const open = (call: Call): Outlet => {
    let last: Promise<unknown> = Promise.resolve();
    const outlet: Outlet = {
      call,
      inTurn(work) {
        const done = last.then(work);
        last = done.catch(() => {});
        return done;
      },
    };
    outlets.set(call.id, outlet);
    keepNewest(outlets, capacity);
    return outlet;
  };

  return {
    of: (call) => outlets.get(call.id) ?? open(call),
    waiting(isThere) {
      for (const outlet of outlets.values()) if (!outlet.answering && isThere(outlet)) return outlet.call;
      return undefined;
    },
    forget: (callId) => void outlets.delete(callId),
  };
}
