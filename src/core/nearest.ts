import type { RankedLabel } from './classifier.ts';
import type { Example } from './taught.ts';

/**
 * How alike two pictures must be to show the same, and how soon more likeness makes sure: found on photographs with an ImageNet
 * model (docs/teach.md).
 */
const stranger = 0.62;
const softness = 0.05;

/**
 * How sure a picture with these features is to show what each label was taught with, best first. Its nearest example speaks for a label; they share
 * the certainty with the possibility that it is none of them.
 */
export function nearestLabels(
  features: Float32Array,
  examples: readonly Pick<Example, 'label' | 'features'>[],
): readonly RankedLabel[] {
  const likeness = new Map<string, number>();
  for (const example of examples) {
    // A model that was replaced by another of its name sees other things.
    if (example.features.length !== features.length) continue;
    const alike = likenessOf(features, example.features);
    likeness.set(example.label, Math.max(alike, likeness.get(example.label) ?? -1));
  }
  const odds = [...likeness].map(([label, alike]) => ({
    label,
    odds: Math.exp((alike - stranger) / softness),
  }));
  const all = odds.reduce((sum, one) => sum + one.odds, 1);
  return odds
    .map((one, index) => ({ index, label: one.label, score: one.odds / all }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

/** The cosine of the angle between two directions, of any length. */
function likenessOf(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  // A loop: there can be millions of these. Both have this length.
  for (let at = 0; at < a.length; at++) {
    const x = a[at] as number;
    const y = b[at] as number;
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return product === 0 ? 0 : product / Math.sqrt(ofA * ofB);
}
