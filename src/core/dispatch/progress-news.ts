import type { Progress } from '../progress.ts';

/** Milliseconds, rounded to 100 ms below a second, to 1 s below ten, to 5 s below a minute, to 30 s above. Only 0 becomes 0. */
export function roundedWait(ms: number): number {
  if (ms === 0) return 0;
  const step = ms < 1000 ? 100 : ms < 10_000 ? 1000 : ms < 60_000 ? 5000 : 30_000;
  return Math.max(1, Math.round(ms / step)) * step;
}

/** Numbers that jitter are not news. */
export const rounded = (progress: Progress): Progress =>
  progress.kind === 'working' ? progress : { ...progress, etaMs: roundedWait(progress.etaMs) };

/**
 * Whether this is worth an edit of what is shown. A number that goes up looks like a mistake, so neither the position nor the
 * estimate is raised, unless the estimate was less than half of the truth.
 */
export function tellsMore(progress: Progress, shown: Progress | undefined): boolean {
  if (shown === undefined || progress.kind !== shown.kind) return true;
  if (progress.kind === 'working') return shown.kind === 'working' && progress.step !== shown.step;
  if (shown.kind === 'working' || progress.ahead > shown.ahead) return false;
  if (progress.etaMs > shown.etaMs) return progress.etaMs > 2 * shown.etaMs;
  return progress.ahead < shown.ahead || progress.etaMs < shown.etaMs;
}
