import type { Progress } from '../core/progress.ts';
import type { Say } from '../core/text.ts';
import { formatDuration } from './numbers.ts';

/** What a person reads while they wait. */
export function progressWords(
  progress: Progress,
  { say, locale }: { readonly say: Say; readonly locale: string },
): string {
  if (progress.kind === 'working') return say(`progress.${progress.step}`);
  const wait = formatDuration(Math.max(1000, progress.etaMs), locale);
  return progress.ahead === 0
    ? say('progress.next', { wait })
    : say('progress.waiting', { ahead: progress.ahead, wait });
}
