import type { Progress } from '../progress.ts';

/** To full seconds under ten, to five under a minute, then to half a minute: numbers that jitter are not news. */
export function rounded(progress: Progress): Progress {
  if (progress.kind === 'working') return progress;
  const step = progress.etaMs < 10_000 ? 1000 : progress.etaMs < 60_000 ? 5000 : 30_000;
  return { ...progress, etaMs: Math.ceil(progress.etaMs / step) * step };
}

/**
 * Is this worth an edit after what is shown? A number that goes up reads as a fault, so neither the position nor the estimate is
 * raised, except for an estimate that was wrong by more than half.
 */
export function tellsMore(progress: Progress, shown: Progress | undefined): boolean {
  if (shown === undefined || progress.kind !== shown.kind) return true;
  if (progress.kind === 'working') return shown.kind === 'working' && progress.step !== shown.step;
  if (shown.kind === 'working' || progress.ahead > shown.ahead) return false;
  if (progress.etaMs > shown.etaMs) return progress.etaMs > 2 * shown.etaMs;
  return progress.ahead < shown.ahead || progress.etaMs < shown.etaMs;
}
