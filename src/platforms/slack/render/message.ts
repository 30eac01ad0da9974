import type { types } from '@slack/bolt';
import type { Reply } from '../../../core/reply.ts';
import { footerOf } from '../../../render/footer.ts';
import { cut } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { maxBlocks, maxFootnote, maxMessageSize, maxName } from '../limits.ts';
import { bodyOf } from './body.ts';
import { buttonsOf } from './buttons.ts';
import { fallback } from './fallback.ts';
import { headOf } from './head.ts';
import { notesOf } from './notes.ts';
import { paragraph, plain, richText } from './rich-text.ts';
import { sizeOf } from './size.ts';
import { smallPrint } from './small-print.ts';
import type { TableLook } from './table.ts';

export interface SlackMessage {
  /** For notifications and screen readers: mrkdwn of one line, in which nothing does anything. */
  readonly text: string;
  /** At least one. */
  readonly blocks: types.KnownBlock[];
}

/** Where a reply is shown, and what is known there. */
export interface ShownTo extends Scene {
  /** Adds a button for a follow-up in this thread. */
  readonly follow?: string;
  /** Slack refuses tables here and there: who is refused goes on to the next. */
  readonly tables: TableLook;
  /** Slack's ids of pictures, by hash; one that is not among them is not shown. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Whoever asked, where nothing above the reply shows that: foreign text. */
  readonly by?: string;
  /** Says so. */
  readonly late?: boolean;
  /** By hash, files that are gone, or too large. */
  readonly without?: ReadonlySet<string>;
  /** Where the files of the reply are, in words. */
  readonly elsewhere?: string;
}

/** Whoever asked stands first: it is what is not cut. */
const footOf = (reply: Reply, { by, say }: ShownTo): string =>
  [by === undefined ? '' : say('slack.render.by', { name: cut(visible(by), maxName) }), footerOf(reply, say)]
    .filter((part) => part !== '')
    .join(' · ');

export function renderReply(reply: Reply, to: ShownTo): SlackMessage {
  const { say, locale } = to;
  const buttons = buttonsOf(reply.actions, to);
  const head = [...smallPrint(to.late ? say('chat.late') : '', maxFootnote), ...headOf(reply, locale)];
  const foot = [
    ...notesOf(reply, { ...to, questions: buttons.left }),
    ...smallPrint(footOf(reply, to), maxFootnote),
    ...buttons.blocks,
  ];
  const body = bodyOf(reply, {
    ...to,
    room: maxMessageSize - sizeOf([...head, ...foot]),
    maxBlocks: maxBlocks - head.length - foot.length,
  });
  const blocks = [...head, ...body, ...foot];
  const empty = richText(paragraph([plain(say('chat.empty'))]));
  return {
    text: fallback([reply.title, reply.summary], say),
    blocks: blocks.length > 0 ? blocks : empty,
  };
}
