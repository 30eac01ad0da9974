import { html } from 'hono/html';
import type { RankingBlock } from '../../../core/reply.ts';
import { formatPercent } from '../../../render/numbers.ts';
import { visible } from '../../../render/visible.ts';
import type { Person } from '../access/person.ts';
import { type Html, nothing } from './html.ts';

/** Labels with their bars, beside the picture where that is not drawn above. Bars are drawings: a style attribute would need a weaker content policy. */
export const rankingBlock = (
  { classification, picture }: RankingBlock,
  pictureUrl: string | undefined,
  { say, locale }: Person,
): Html => html`
  <div class="block-ranking">
    ${
      pictureUrl === undefined
        ? nothing
        : html`<a class="thumbnail" href="${pictureUrl}" target="_blank" rel="noopener"><img src="${pictureUrl}" alt="${say('web.pictureAlt', { name: visible(picture.name) })}" loading="lazy" decoding="async"></a>`
    }
    <ol aria-label="${say('web.ranking')}">
      ${classification.labels.map(
        ({ label, score }) => html`<li>
          <span class="label">${visible(label)}</span>
          <span class="score">${formatPercent(score, locale)}</span>
          <svg class="bar" width="100%" height="6" aria-hidden="true"><rect class="bar-track" width="100%" height="6" rx="3"/><rect class="bar-share" width="${barWidth(score)}" height="6" rx="3"/></svg>
        </li>`,
      )}
    </ol>
  </div>`;

const barWidth = (score: number): string => `${(Math.min(1, Math.max(0, score)) * 100).toFixed(1)}%`;
