import type { APIEmbed } from 'discord.js';
import type { Reply, Tone } from '../../../core/reply.ts';
import { visible } from '../../../render/visible.ts';
import { maxContent, maxEmbedDescription, maxEmbedTitle, maxFooter } from '../limits.ts';
import { type ButtonRow, buttonRows, unpressable } from './buttons.ts';
import { description } from './description.ts';
import { inertLine } from './escape.ts';
import { type FileWanted, filesOf, pictureOf } from './files.ts';
import { cut } from './room.ts';
import type { Scene } from './scene.ts';

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
  /** Says so. */
  readonly late?: boolean;
}

export function renderReply(reply: Reply, to: ShownTo): RenderedMessage {
  const { files, missing } = filesOf(reply, to);
  const rest = unpressable(reply.actions).map((question) => `- ${inertLine(question)}`);
  const notes = [...missing, ...(rest.length > 0 ? [to.say('discord.render.askInstead'), ...rest] : [])];
  const text = (room: number) =>
    description(reply, { room, notes, late: to.late === true, locale: to.locale, say: to.say });
  const picture = to.files && to.embeds ? pictureOf(reply) : undefined;
  return {
    body: {
      content: to.embeds ? '' : contentOf(reply, text, to),
      embeds: to.embeds ? [embedOf(reply, text, picture, to)] : [],
      components: buttonRows(reply.actions, to),
      allowed_mentions: { parse: [] },
    },
    files: picture ? [picture, ...files] : files,
  };
}

type TextWithin = (room: number) => string;

function embedOf(reply: Reply, text: TextWithin, picture: FileWanted | undefined, { say }: Scene): APIEmbed {
  const title = cut(inertLine(reply.title).trim(), maxEmbedTitle);
  const said = text(maxEmbedDescription).trim();
  const shown = title === '' && said === '' ? say('discord.render.empty') : said;
  const footer = cut(footerOf(reply, say).trim(), maxFooter);
  return {
    color: colours[reply.tone],
    ...(title !== '' && { title }),
    ...(shown !== '' && { description: shown }),
    ...(footer !== '' && { footer: { text: footer } }),
    ...(picture && { thumbnail: { url: `attachment://${picture.name}` } }),
  };
}

function contentOf(reply: Reply, text: TextWithin, { say }: Scene): string {
  const title = cut(inertLine(reply.title).trim(), maxEmbedTitle);
  const footer = cut(inertLine(footerOf(reply, say)).trim(), maxFooter);
  const head = title === '' ? '' : `**${title}**\n`;
  const foot = footer === '' ? '' : `\n-# ${footer}`;
  const all = `${head}${text(maxContent - head.length - foot.length)}${foot}`.trim();
  return all === '' ? say('discord.render.empty') : all;
}

/** The footnote, and which page it is where the title does not say so. */
function footerOf({ title, footnote = '', blocks }: Reply, say: Scene['say']): string {
  const table = blocks.find((block) => block.kind === 'table');
  const page = table && table.pages > 1 ? say('ask.page', { page: table.page, pages: table.pages }) : '';
  return [visible(footnote), page === title ? '' : page].filter((part) => part !== '').join(' · ');
}

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x0a6c8f,
  good: 0x2f8f5b,
  warning: 0xe3b556,
  problem: 0xb3261e,
};
