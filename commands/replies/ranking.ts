import type { Classification, Classifier, RankedLabel } from '../../src/core/classifier.ts';
import type { RankingBlock, Reply, Visibility } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';
import { formatDuration, formatPercent } from '../../src/render/numbers.ts';
import { short } from './short.ts';
import { verdicts } from './votes.ts';

/** From here on the best label is an answer; below it is a guess, and the reply says so. */
const sureFrom = 0.5;

export interface RankedPicture {
  readonly classification: Classification;
  readonly picture: RankingBlock['picture'];
  /** How sure it is to show what the channel was taught; absent where that is nothing. */
  readonly taught?: readonly RankedLabel[];
}

export interface Ranked {
  readonly callId: string;
  /** At least one. */
  readonly ranked: readonly RankedPicture[];
  /** Those of them that could not be read. `why` is a sentence for people. */
  readonly unread: readonly { readonly name: string; readonly why: string }[];
  readonly rates: Classifier['rates'];
  readonly visibility: Visibility;
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
}

/** Each ranking with its best label in a sentence, and what kind of model it was, where that could be mistaken. */
export function rankingReply({ callId, ranked, unread, rates, visibility, locale, say }: Ranked): Reply {
  const sure = ranked.every(isSure);
  const content = rates === 'content';
  const [one] = ranked;
  const ms = ranked.reduce((sum, { classification }) => sum + classification.ms, 0);
  const notes = [
    ...ranked.flatMap(({ picture: { name }, classification: { animated } }) =>
      animated ? [say('classify.animated', { name: short(name) })] : [],
    ),
    ...unread.map(({ name, why }) => `${short(name)}: ${why}`),
    ...(content ? [say('classify.aboutContent')] : []),
  ];
  return {
    title: say(content ? 'classify.titleContent' : sure ? 'classify.title' : 'classify.titleUnsure'),
    summary: ranked.map((each) => bestOf(each, locale, say)).join('; '),
    tone: sure ? 'good' : 'plain',
    blocks: [
      ...ranked
        .flatMap((each) => taughtText(each, locale, say))
        .map((text) => ({ kind: 'text', text }) as const),
      ...ranked.map(({ picture, classification }) => ({ kind: 'ranking', picture, classification }) as const),
      ...notes.map((text) => ({ kind: 'text', text }) as const),
    ],
    actions: verdicts(callId, ranked.length, say),
    footnote: `${one?.classification.model} · ${formatDuration(ms, locale)}`,
    visibility,
  };
}

const isSure = ({ classification: { labels } }: RankedPicture): boolean =>
  labels[0] !== undefined && labels[0].score >= sureFrom;

function bestOf(ranked: RankedPicture, locale: string, say: Say): string {
  const [best] = ranked.classification.labels;
  const seen = say(isSure(ranked) ? 'classify.sure' : 'classify.unsure', {
    name: short(ranked.picture.name),
    label: short(best?.label ?? ''),
    percent: formatPercent(best?.score ?? 0, locale),
  });
  const [here] = ranked.taught ?? [];
  if (here === undefined || here.score < sureFrom) return seen;
  const percent = formatPercent(here.score, locale);
  return say('classify.andHere', { seen, label: short(here.label), percent });
}

/** Below it a further label is not worth a word. */
const worthSaying = 0.05;
const maxFurther = 3;

function taughtText({ picture, taught = [] }: RankedPicture, locale: string, say: Say): string[] {
  const [best, ...others] = taught;
  if (!best) return [];
  const named = ({ label, score }: RankedLabel) => `"${short(label)}" (${formatPercent(score, locale)})`;
  const name = short(picture.name);
  if (best.score < sureFrom) return [say('classify.likeNone', { name, label: named(best) })];
  const further = others.filter(({ score }) => score >= worthSaying).slice(0, maxFurther);
  return [say('classify.like', { name, labels: [best, ...further].map(named).join(', ') })];
}
