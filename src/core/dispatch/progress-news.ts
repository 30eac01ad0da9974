import type { Progress } from '../progress.ts';

/** To a tenth of a second, to full seconds from one on, to five from ten on, to half a minute from a minute on: never by more than half. */
export function roundedWait(ms: number): number {
  if (ms === 0) return 0;
  const step = ms < 1000 ? 100 : ms < 10_000 ? 1000 : ms < 60_000 ? 5000 : 30_000;
  return Math.max(1, Math.round(ms / step)) * step;
}

/** Numbers that jitter are not news. */
export const rounded = (progress: Progress): Progress =>
  progress.kind === 'working' ? progress : { ...progress, etaMs: roundedWait(progress.etaMs) };

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
