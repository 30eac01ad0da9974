import type { Reply } from '../../../core/reply.ts';
import type { Scene } from '../../../render/scene.ts';
import { type MessageBody, renderReply } from './message.ts';

/** A message of a few words of our own, with nothing to press. */
export const noticeBody = (text: string): MessageBody => ({
  content: text,
  embeds: [],
  components: [],
  allowed_mentions: { parse: [] },
});

/** Why something was not taken. It has no files. */
export const refusalBody = (reply: Reply, scene: Scene): MessageBody =>
  renderReply(reply, { ...scene, maxFileBytes: 0, embeds: true, files: false }).body;
