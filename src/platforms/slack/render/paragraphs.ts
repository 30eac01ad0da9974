import type { types } from '@slack/bolt';
import { cut, thatFit } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visibleLines } from '../../../render/visible.ts';
import { maxText } from '../limits.ts';
import { paragraph, plain, richText } from './rich-text.ts';
import { smallPrint } from './small-print.ts';

/** UTF-16 units for saying that some are left out. */
const noteRoom = 150;
const gap = '\n\n';

/** Foreign text of several lines, cut to `room` UTF-16 units. */
export const textBlock = (text: string, room: number): types.RichTextBlock[] =>
  richText(paragraph([plain(cut(visibleLines(text), Math.min(room, maxText)))]));

/** Texts in their order, each a paragraph. When not all fit, the last do: a history ends with the newest. */
export function lastTexts(texts: readonly string[], room: number, { say }: Scene): types.KnownBlock[] {
  const said = texts.map((text) => cut(visibleLines(text).trim(), maxText)).filter((text) => text !== '');
  const shown = thatFit(said.toReversed(), room - noteRoom, gap.length).toReversed();
  const count = said.length - shown.length;
  return [
    ...smallPrint(count > 0 ? say('chat.earlierLeft', { count }) : '', noteRoom),
    ...joined(shown).flatMap((text) => textBlock(text, maxText)),
  ];
}

/** As few texts as hold all of these, a blank line between each. */
function joined(texts: readonly string[]): string[] {
  const packed: string[] = [];
  for (const text of texts) {
    const last = packed.at(-1);
    const together = last === undefined ? undefined : last + gap + text;
    if (together !== undefined && together.length <= maxText) packed[packed.length - 1] = together;
    else packed.push(text);
  }
  return packed;
}
