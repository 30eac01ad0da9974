import type { APIEmbed } from 'discord.js';
import type { Reply } from '../../../core/reply.ts';
import { footerOf } from '../../../render/footer.ts';
import { cut } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxContent, maxEmbedTitle, maxFooter } from '../limits.ts';
import { type ButtonRow, buttonRows, unpressable } from './buttons.ts';
import { description } from './description.ts';
import { embedsOf, type TextOf } from './embeds.ts';
import { inertLine } from './escape.ts';
import { type FileWanted, filesOf, picturesOf } from './files.ts';

/** The whole of a message: what is not in it is empty, so that an edit leaves nothing of what stood there before. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: ButtonRow[];
  readonly allowed_mentions: { parse: [] };
}

export interface RenderedMessage {
  readonly body: MessageBody;
  readonly files: readonly FileWanted[];
}

/** Where a reply is shown, and what is allowed there. */
export interface ShownTo extends Scene {
  /** Adds a button for a follow-up: in this thread, or in the one that the message begins. */
  readonly follow?: string | true;
  readonly maxFileBytes: number;
  /** Without the permission to embed links, all of it is content. */
  readonly embeds: boolean;
  readonly files: boolean;
  /** By hash, files whose bytes are gone, or too many with the others. */
  readonly without?: ReadonlySet<string>;
  /** Says so. */
  readonly late?: boolean;
}

export function renderReply(reply: Reply, to: ShownTo): RenderedMessage {
  const { files, missing } = filesOf(reply, to);
  const rest = unpressable(reply.actions).map((question) => `- ${inertLine(question)}`);
  const notes = [...missing, ...(rest.length > 0 ? [to.say('chat.askInstead'), ...rest] : [])];
  const text: TextOf = (part, room) =>
    description(part, { room, notes, late: to.late === true, locale: to.locale, say: to.say });
  const pictures = picturesOf(reply).map((picture) =>
    picture && to.files && to.embeds && !to.without?.has(picture.sha256) ? picture : undefined,
  );
  return {
    body: {
      content: to.embeds ? '' : contentOf(reply, text, to),
      embeds: to.embeds ? embedsOf(reply, text, pictures, to) : [],
      components: buttonRows(reply.actions, to),
      allowed_mentions: { parse: [] },
    },
    files: [...pictures.filter((picture) => picture !== undefined), ...files],
  };
}

function contentOf(reply: Reply, text: TextOf, { say }: Scene): string {
  const title = cut(inertLine(reply.title).trim(), maxEmbedTitle);
  const footer = cut(inertLine(footerOf(reply, say)).trim(), maxFooter);
  const head = title === '' ? '' : `**${title}**\n`;
  const foot = footer === '' ? '' : `\n-# ${footer}`;
  const all = `${head}${text(reply, maxContent - head.length - foot.length)}${foot}`.trim();
  return all === '' ? say('chat.empty') : all;
}
