import type { Log } from '../log.ts';
import type { Progress } from '../progress.ts';
import { rounded, tellsMore } from './progress-news.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface ProgressThrottle {
  /** The last one wins; what would change nothing for the reader is left out. */
  show(progress: Progress): void;
  /** Shows nothing more; resolves when no edit is under way. */
  stop(): Promise<void>;
}

export interface ThrottleOptions {
  readonly everyMs: number;
  readonly edit: (progress: Progress) => Promise<void>;
  /** What the person has just been shown. */
  readonly shown?: Progress;
  readonly log: Log;
}

/** Milliseconds: an edit that hangs holds back neither the next one nor the reply. */
const maxEditMs = 5000;

/** Edits a waiting message: one edit at a time, one per `everyMs`, only on change. An edit that fails is only a debug line. */
export function createProgressThrottle({
  everyMs,
  edit,
  log,
  ...initial
}: ThrottleOptions): ProgressThrottle {
  let shown = initial.shown && rounded(initial.shown);
  let lastAt = shown ? performance.now() : Number.NEGATIVE_INFINITY;
  let next: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;
  let editing: Promise<void> | undefined;
  let stopped = false;

  const schedule = () => {
    if (stopped || timer || editing || !next) return;
    timer = setTimeout(flush, Math.max(0, lastAt + everyMs - performance.now()));
  };
  const flush = () => {
    timer = undefined;
    if (stopped || !next) return;
    lastAt = performance.now();
    shown = next;
    next = undefined;
    editing = unlessAborted(edit(shown), AbortSignal.timeout(maxEditMs))
      .catch((error: unknown) => log.debug({ err: error }, 'progress was not shown'))
      .then(() => {
        editing = undefined;
        schedule();
      });
  };

  return {
    show(progress) {
      const news = rounded(progress);
      // What tells nothing new also takes back what was about to be shown: that is out of date by now.
      next = tellsMore(news, shown) ? news : undefined;
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await editing;
    },
  };
}
