import { thatFit } from '../../../render/room.ts';
import { visible } from '../../../render/visible.ts';

const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  ':': '꞉',
  '>': '›',
};

/** What formats, the colon of an emoji's name and of an address, and what begins a quotation. */
const markup = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=:|[^\s:]+:|\/\/)|(?<=^\s*)>/gu;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Mentions and links are in angle brackets: nothing else has to be escaped, and nothing else can be. */
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => signs[sign] ?? sign);

/**
 * Foreign text as one line of mrkdwn that is nothing but text. What formats has no escape, so that lookalikes stand for it: only for
 * a message's fallback, which notifications show. Blocks hold foreign text where Slack looks for nothing.
 */
export const inert = (text: string): string =>
  escaped(visible(text).replace(markup, (sign) => lookalikes[sign] ?? sign));

const fence = '```';

/** As many of these lines, visible already, as fit into `room` UTF-16 units as a code block of mrkdwn. */
export function fencedLines(lines: readonly string[], room: number): string {
  const inside = lines.map((line) =>
    escaped(line.replace(/`{3,}/g, (run) => 'ˋ'.repeat(run.length))).trimEnd(),
  );
  const shown = thatFit(inside, room - 2 * fence.length - 1);
  return `${fence}\n${shown.join('\n')}\n${fence}`;
}
