import type { types } from '@slack/bolt';
import type { Reply } from '../../../core/reply.ts';
import { cut, thatFit } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { maxNotes } from '../limits.ts';
import { filesOf } from './files.ts';
import { bullets, paragraph, plain, richText } from './rich-text.ts';

export interface Noted extends Scene {
  /** Questions that no button can hold. */
  readonly questions: readonly string[];
  /** By hash, files that are gone, or too large. */
  readonly without?: ReadonlySet<string>;
  /** Where the files of the reply are, in words. */
  readonly elsewhere?: string;
}

/** What else has to be said: which files are missing, where the others are, and what can be typed. */
export function notesOf(
  reply: Reply,
  { say, questions, without, elsewhere = '' }: Noted,
): types.RichTextBlock[] {
  const files = filesOf(reply);
  const missing = files.filter(({ sha256 }) => without?.has(sha256));
  const words = [
    ...missing.map(({ name }) => say('chat.fileGone', { name })),
    ...(missing.length < files.length ? [visible(elsewhere)] : []),
    ...(questions.length > 0 ? [say('chat.askInstead')] : []),
  ].filter((text) => text !== '');
  const head = cut(words.join('\n'), maxNotes / 2);
  const shown = thatFit(questions.map(visible), maxNotes - head.length);
  return richText([
    ...paragraph([plain(head)]),
    ...bullets(shown.flatMap((text) => paragraph([plain(text)]))),
  ]);
}
