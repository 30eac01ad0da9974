import type { Estimate } from '../core/data-source.ts';
import type { AnswerLimits } from '../core/services.ts';

export function judgeCost(
  { rows }: Estimate,
  { askRows, maxReadRows }: AnswerLimits,
): 'run' | 'ask' | 'refuse' {
  if (rows > maxReadRows) return 'refuse';
  return rows > askRows ? 'ask' : 'run';
}
