import type { Reply } from '../../../src/core/reply.ts';
import { sayIn } from '../../../src/core/text.ts';
import {
  type RenderedMessage,
  renderReply,
  type ShownTo,
} from '../../../src/platforms/discord/render/message.ts';

/** A reply as it is drawn where everything is allowed, in English unless told. */
export const drawn = (reply: Reply, { locale = 'en-US', ...to }: Partial<ShownTo> = {}): RenderedMessage =>
  renderReply(reply, {
    locale,
    say: sayIn(locale),
    maxFileBytes: 10_000_000,
    embeds: true,
    files: true,
    ...to,
  });

/** A reply of one sentence, with what is given. */
export const aReply = (parts: Partial<Reply> = {}): Reply => ({
  title: 'Title',
  summary: 'Summary.',
  tone: 'plain',
  blocks: [],
  actions: [],
  visibility: 'channel',
  ...parts,
});

/** The text of an embed, or of a message without one, line by line. */
export const linesOf = ({ body }: RenderedMessage): string[] =>
  (body.embeds[0]?.description ?? body.content).split('\n');

/** The labels of its buttons, a list for each row. */
export const labelsOf = ({ body }: RenderedMessage): (string | undefined)[][] =>
  body.components.map((row) => row.components.map(({ label }) => label));
