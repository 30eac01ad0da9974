import type { Activation } from '../../schema/model-card.ts';
import type { RankedLabel } from '../core/classifier.ts';

/** The model's outputs as scores from 0 to 1. */
export function scoresOf(outputs: Float32Array, activation: Activation): Float64Array {
  const exact = Float64Array.from(outputs);
  switch (activation) {
    case 'softmax': {
      const highest = exact.reduce((a, b) => Math.max(a, b), -Infinity);
      const powers = exact.map((value) => Math.exp(value - highest));
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / sum);
    }
    case 'sigmoid':
      return exact.map((value) => 1 / (1 + Math.exp(-value)));
    case 'none':
      return exact.map((value) => Math.min(Math.max(value, 0), 1));
  }
}

/** The best `top` labels; of equal scores the lower index first. */
export const rank = (scores: Float64Array, labels: readonly string[], top: number): RankedLabel[] =>
  labels
    .map((label, index) => ({ index, label, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, Math.max(1, Math.min(top, labels.length)));
