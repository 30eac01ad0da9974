import type { types } from '@slack/bolt';
import type { Block, Reply } from '../../../core/reply.ts';
import { cut } from '../../../render/room.ts';
import { saidValue } from '../../../render/said-value.ts';
import type { Scene } from '../../../render/scene.ts';
import { sqlLines } from '../../../render/sql-lines.ts';
import { visibleLines } from '../../../render/visible.ts';
import { maxSqlBeside } from '../limits.ts';
import { lastTexts, textBlock } from './paragraphs.ts';
import { rankingBlocks } from './ranking.ts';
import { preformatted, richText } from './rich-text.ts';
import { sizeOf } from './size.ts';
import { type TableLook, tableBlocks } from './table.ts';

export interface Body extends Scene {
  /** What all blocks together may take, as `sizeOf` measures it. */
  readonly room: number;
  readonly maxBlocks: number;
  readonly tables: TableLook;
  /** Slack's ids of pictures, by hash. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** UTF-16 units of what is around a text. */
const frame = 100;

/** What a reply stands on, as far as that fits. */
export function bodyOf(reply: Reply, to: Body): types.KnownBlock[] {
  if (reply.blocks.every((block) => block.kind === 'text')) {
    const texts = reply.blocks.map(({ text }) => text);
    return lastTexts(texts, to.room - frame, to).slice(-to.maxBlocks);
  }
  const drawn: types.KnownBlock[] = [];
  for (const block of reply.blocks) {
    const next = blocksOf(block, reply, { ...to, room: to.room - sizeOf(drawn) });
    const all = [...drawn, ...next];
    if (all.length <= to.maxBlocks && sizeOf(all) <= to.room) drawn.push(...next);
  }
  return drawn;
}

function blocksOf(block: Block, reply: Reply, to: Body): types.KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return textBlock(block.text, to.room - frame);
    case 'ranking':
      return rankingBlocks(block, {
        ...to,
        named: reply.blocks.filter(({ kind }) => kind === 'ranking').length > 1,
        picture: to.pictures.get(block.picture.sha256),
      });
    case 'table': {
      // A single value that the sentence holds already is no table.
      if (saidValue(reply, to.locale)) return [];
      // Slack draws one of its own tables in a message.
      const first = reply.blocks.find(({ kind }) => kind === 'table');
      return tableBlocks(block, reply, { ...to, look: block === first ? to.tables : 'code' });
    }
    case 'code': {
      const shownByButton = reply.actions.some(({ command }) => command === 'show-sql');
      const room = shownByButton ? Math.min(to.room - frame, maxSqlBeside) : to.room - frame;
      return richText(preformatted(cut(visibleLines(sqlLines(block.text)), room)));
    }
    case 'file':
      return [];
  }
}
