import type { Log } from '../log.ts';
import type { Progress } from '../progress.ts';

export interface ProgressThrottle {
  /** The last one wins; what would change nothing for the reader is left out. */
  show(progress: Progress): void;
  /** Shows nothing more; resolves when no edit is under way. */
  stop(): Promise<void>;
}

export interface ThrottleOptions {
  readonly everyMs: number;
  readonly edit: (progress: Progress) => Promise<void>;
  /** What the person has been shown already. */
  readonly shown?: Progress;
  readonly log: Log;
}

/** Edits a waiting message: one edit at a time, one per `everyMs`, only on change. An edit that fails is only a debug line. */
export function createProgressThrottle({
  everyMs,
  edit,
  log,
  ...initial
}: ThrottleOptions): ProgressThrottle {
  let shown = initial.shown;
  let next: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;
  let editing: Promise<void> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
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
    editing = edit(shown)
      .catch((error: unknown) => log.debug({ err: error }, 'progress was not shown'))
      .then(() => {
        editing = undefined;
        schedule();
      });
  };

  return {
    show(progress) {
      const rounded = rounding(progress);
      if (!tellsMore(rounded, shown)) {
        // What was about to be shown is out of date by now, too.
        next = undefined;
        return;
      }
      next = rounded;
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await editing;
    },
  };
}

/** To full seconds under ten, then to five, above a minute to half a minute: numbers that jitter are not news. */
function rounding(progress: Progress): Progress {
  if (progress.kind === 'working') return progress;
  const step = progress.etaMs < 10_000 ? 1000 : progress.etaMs < 60_000 ? 5000 : 30_000;
  return { ...progress, etaMs: Math.ceil(progress.etaMs / step) * step };
}

/**
 * A number that goes up reads as a fault: neither the position nor the estimate is raised, unless the estimate was wrong by
 * more than half.
 */
function tellsMore(progress: Progress, shown: Progress | undefined): boolean {
  if (shown === undefined) return true;
  if (progress.kind === 'working') return shown.kind !== 'working' || shown.step !== progress.step;
  if (shown.kind === 'working') return false;
  if (progress.ahead > shown.ahead) return false;
  if (progress.etaMs > shown.etaMs) return progress.etaMs > 2 * shown.etaMs;
  return progress.ahead < shown.ahead || progress.etaMs < shown.etaMs;
}
