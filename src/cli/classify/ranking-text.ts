import { formatDuration } from '../../render/numbers.ts';
import { rankingLines } from '../../render/ranking-lines.ts';
import { visible } from '../../render/visible.ts';
import type { Classified } from '../classify.ts';

const barWidth = 20;

/** A file and its labels for a terminal. */
export function rankingText(answer: Classified): string {
  const file = visible(answer.file);
  if ('refused' in answer) return `${file}: ${visible(answer.refused)}\n`;
  const lines = rankingLines(answer.labels, { barWidth, locale: 'en' }).map((line) => `  ${line}\n`);
  const about = [
    visible(answer.model),
    ...(answer.animated ? ['first frame'] : []),
    formatDuration(answer.ms, 'en'),
  ];
  return `${file} (${about.join(', ')})\n${lines.join('')}`;
}
