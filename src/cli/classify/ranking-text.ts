import { bar } from '../../render/bar.ts';
import { formatDuration, formatPercent } from '../../render/numbers.ts';
import { visible } from '../../render/visible.ts';
import type { Classified } from '../classify.ts';

const barWidth = 20;

/** A file and its labels for a terminal. */
export function rankingText(answer: Classified): string {
  const file = visible(answer.file);
  if ('refused' in answer) return `${file}: ${visible(answer.refused)}\n`;
  const lines = answer.labels.map(
    ({ label, score }) =>
      `  ${bar(score, barWidth)} ${formatPercent(score, 'en').padStart(6)}  ${visible(label)}\n`,
  );
  return `${file} (${visible(answer.model)}, ${formatDuration(answer.ms, 'en')})\n${lines.join('')}`;
}
