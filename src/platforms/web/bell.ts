import type { Bulletin } from '../../core/bulletin.ts';
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
  | { readonly kind: 'all'; readonly channel: string }
  /** What was said may not have been heard here: read everything again. */
  | { readonly kind: 'missed' };

/** Of the bulletin. */
const topic = 'web';

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

/** Tells the event streams of this process, and of those that share its store, which row to read again. */
export function createBell(bulletin: Bulletin): Bell {
  const listeners = new Set<(ring: Ring) => void>();
  const progress = new Map<string, Progress>();
  const hear = (ring: Ring) => {
    if (ring.kind === 'progress') progress.set(ring.callId, ring.progress);
    else if (ring.kind === 'row' && ring.over) progress.delete(ring.callId);
    for (const listener of listeners) listener(ring);
  };
  bulletin.read(topic, {
    // Said by `ring` of another process.
    news: (ring) => hear(ring as Ring),
    missed: () => hear({ kind: 'missed' }),
  });
  return {
    ring(ring) {
      hear(ring);
      bulletin.tell(topic, ring);
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
