import type { types } from '@slack/bolt';
import type { Reply, Tone } from '../../../core/reply.ts';
import { cut } from '../../../render/room.ts';
import { saidValue } from '../../../render/said-value.ts';
import { visible, visibleLines } from '../../../render/visible.ts';
import { maxSummary, maxTitle } from '../limits.ts';
import { bold, emoji, paragraph, plain, richText } from './rich-text.ts';

/** The title, and the sentence with the value that was asked for standing out. */
export function headOf(reply: Reply, locale: string): types.RichTextBlock[] {
  const title = cut(visible(reply.title).trim(), maxTitle);
  const sentence = sentenceOf(reply, locale);
  const sign = signs[reply.tone];
  return richText(
    paragraph([
      ...(sign === undefined ? [] : [emoji(sign), plain(' ')]),
      ...(title === '' ? [] : [bold(title), plain('\n')]),
      ...sentence,
    ]),
  );
}

function sentenceOf(reply: Reply, locale: string): types.RichTextText[] {
  const said = saidValue(reply, locale);
  const runs = said && [plain(visible(said.before)), bold(visible(said.value)), plain(visible(said.after))];
  const length = runs?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  return runs && length <= maxSummary ? runs : [plain(cut(visibleLines(reply.summary).trim(), maxSummary))];
}

/** A message has no colour: what went wrong has a sign. */
const signs: Readonly<Record<Tone, string | undefined>> = {
  plain: undefined,
  good: undefined,
  warning: 'warning',
  problem: 'x',
};
