import type { RankedLabel } from '../core/classifier.ts';
import { bar } from './bar.ts';
import { formatPercent } from './numbers.ts';
import { visible } from './visible.ts';
import { clip } from './width.ts';

/** Columns of a monospaced font, and the language. */
export interface RankingLook {
  readonly barWidth: number;
  /** A longer label ends in an ellipsis; unless told it is shown whole. */
  readonly labelWidth?: number;
  /** BCP 47. */
  readonly locale: string;
}

/** A line for each label: its share as a bar and in percent, then its name. */
export const rankingLines = (
  labels: readonly RankedLabel[],
  { barWidth, labelWidth, locale }: RankingLook,
): string[] =>
  labels.map(({ label, score }) => {
    const name = visible(label);
    const shown = labelWidth === undefined ? name : clip(name, labelWidth);
    return `${bar(score, barWidth)} ${formatPercent(score, locale).padStart(6)}  ${shown}`;
  });
