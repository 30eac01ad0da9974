import type { Reply } from '../../../core/reply.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxText } from '../limits.ts';
import { inert } from './escape.ts';
import { renderReply, type SlackMessage } from './message.ts';
import { textBlock } from './paragraphs.ts';

/** A message of a few words of our own, with nothing to press. */
export const noticeMessage = (text: string): SlackMessage => ({
  text: inert(text.replaceAll('\n', ' ')),
  blocks: textBlock(text, maxText),
});

/** Why something was not taken. It has no files and no pictures. */
export const refusalMessage = (reply: Reply, scene: Scene): SlackMessage =>
  renderReply(reply, { ...scene, tables: 'code', pictures: new Map() });
