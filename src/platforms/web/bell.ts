import type { Progress } from '../../core/progress.ts';

/** Something changed: who looks at it reads the row again. Never content. */
export type Ring =
  | {
      readonly kind: 'progress';
      readonly callId: string;
      readonly channel: string;
      /** The one person who may know. */
      readonly onlyFor: string | undefined;
      readonly progress: Progress;
    }
  | {
      readonly kind: 'row';
      readonly callId: string;
      readonly channel: string;
      readonly thread: string | undefined;
      /** The call under whose answer this one is drawn, and the one whose button was pressed. */
      readonly under: Pressed | undefined;
      readonly onlyFor: string | undefined;
      /** Others saw the question, until its answer turned out to be for the caller alone. */
      readonly hidden: boolean;
      readonly over: boolean;
    }
  /** Rows are gone: read the channel again. */
  | { readonly kind: 'all'; readonly channel: string };

export interface Pressed {
  readonly under: string;
  readonly of: string;
}

export interface Bell {
  ring(ring: Ring): void;
  /** Returns what ends the subscription. */
  listen(listener: (ring: Ring) => void): () => void;
  /** The last that was said of a call that is under way. */
  progressOf(callId: string): Progress | undefined;
}

/** Tells the event streams of this process which row to read again. */
export function createBell(): Bell {
  const listeners = new Set<(ring: Ring) => void>();
  const progress = new Map<string, Progress>();
  return {
    ring(ring) {
      if (ring.kind === 'progress') progress.set(ring.callId, ring.progress);
      else if (ring.kind === 'row' && ring.over) progress.delete(ring.callId);
      for (const listener of listeners) listener(ring);
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    progressOf: (callId) => progress.get(callId),
  };
}
