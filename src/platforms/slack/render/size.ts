import type { types } from '@slack/bolt';

/** UTF-16 units that Slack may count for what is around the texts of a block. */
const frame = 40;

/** What blocks take of `maxMessageSize`: all that is text in them, and something for each. Of a table only what is in its cells. */
export const sizeOf = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((sum, block) => sum + frame + stringsOf(block), 0);

function stringsOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.entries(value).filter(([key]) => key !== 'type');
  return parts.reduce((sum, [, part]) => sum + stringsOf(part), 0);
}
