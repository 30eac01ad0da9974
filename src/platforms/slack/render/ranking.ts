import type { types } from '@slack/bolt';
import type { RankingBlock } from '../../../core/reply.ts';
import { rankingLines } from '../../../render/ranking-lines.ts';
import { cut, thatFit } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { besidePictureColumns, maxAltText, maxText, maxTitle } from '../limits.ts';
import { fencedLines } from './escape.ts';
import { bold, paragraph, preformatted, richText } from './rich-text.ts';

export interface RankingRoom extends Scene {
  readonly room: number;
  /** Says which picture it is, where there are several. */
  readonly named: boolean;
  /** Slack's id of the picture, where it can be shown. */
  readonly picture: string | undefined;
}

const barWidth = 10;
/** Of the percentage and the spaces around it. */
const scoreWidth = 9;
/** UTF-16 units of what is around the lines. */
const frame = 400;

/** Labels with bars, beside their picture where there is one. */
export function rankingBlocks(
  { classification, picture }: RankingBlock,
  to: RankingRoom,
): types.KnownBlock[] {
  const name = cut(visible(picture.name).trim(), maxTitle);
  const title = to.named ? paragraph([bold(name)]) : [];
  const room = Math.min(to.room - name.length, maxText) - frame;
  const labelWidth = besidePictureColumns - barWidth - scoreWidth;
  const lines = rankingLines(classification.labels, { barWidth, labelWidth, locale: to.locale });
  if (to.picture === undefined || lines.length === 0) {
    const shown = thatFit(
      lines.map((line) => line.trimEnd()),
      room,
    );
    return richText([...title, ...preformatted(shown.join('\n'))]);
  }
  const alt = to.say('slack.render.picture', { name: cut(name, maxAltText) });
  return [
    ...richText(title),
    {
      type: 'section',
      // Slack finds no addresses in what is verbatim.
      text: { type: 'mrkdwn', verbatim: true, text: fencedLines(lines, room) },
      accessory: { type: 'image', slack_file: { id: to.picture }, alt_text: alt },
    },
  ];
}
