import type { Classification, Classifier } from '../../src/core/classifier.ts';
import type { RankingBlock, Reply, Visibility } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';
import { formatDuration, formatPercent } from '../../src/render/numbers.ts';
import { visible } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';
import { votes } from './votes.ts';

/** From here on the best label is an answer; below it is a guess, and the reply says so. */
const sureFrom = 0.5;
const maxName = 60;

export interface Ranked {
  readonly callId: string;
  readonly classification: Classification;
  readonly rates: Classifier['rates'];
  readonly picture: RankingBlock['picture'];
  readonly visibility: Visibility;
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
}

/** The ranking with its best label in a sentence, and what kind of model it was, where that could be mistaken. */
export function rankingReply({
  callId,
  classification,
  rates,
  picture,
  visibility,
  locale,
  say,
}: Ranked): Reply {
  const { model, labels, ms } = classification;
  const [best] = labels;
  const sure = best !== undefined && best.score >= sureFrom;
  const content = rates === 'content';
  return {
    title: say(content ? 'classify.titleContent' : sure ? 'classify.title' : 'classify.titleUnsure'),
    summary: say(sure ? 'classify.sure' : 'classify.unsure', {
      name: clip(visible(picture.name), maxName),
      label: clip(visible(best?.label ?? ''), maxName),
      percent: formatPercent(best?.score ?? 0, locale),
    }),
    tone: sure ? 'good' : 'plain',
    blocks: [
      { kind: 'ranking', classification, picture },
      ...(content ? [{ kind: 'text', text: say('classify.aboutContent') } as const] : []),
    ],
    actions: votes(callId, say),
    footnote: `${model} · ${formatDuration(ms, locale)}`,
    visibility,
  };
}
