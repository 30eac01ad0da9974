import type { types } from '@slack/bolt';
import { cut } from '../../../render/room.ts';
import { visible } from '../../../render/visible.ts';

/**
 * Foreign text as a label, a title or small print, of at most `room` UTF-16 units and never empty. Slack finds neither mentions nor
 * addresses in it, only emoji; without `emoji` it would show our own by their names.
 */
export function label(text: string, room: number): types.PlainTextElement {
  const shown = cut(visible(text), room).trim();
  return { type: 'plain_text', text: shown === '' ? '…' : shown, emoji: true };
}
