import type { Looked } from '../../src/core/history.ts';
import type { RankedPicture } from './ranking.ts';

/** What is remembered of rankings: enough to say later which label was right. */
export const lookedAt = (model: string, ranked: readonly RankedPicture[]): Looked => ({
  model,
  pictures: ranked.map(({ picture: { sha256 }, classification: { labels } }) => {
    const { label = '', score = 0 } = labels[0] ?? {};
    return { sha256, label, score };
  }),
});
