import type { Block, Reply } from '../../../core/reply.ts';
import { rankingLines } from '../../../render/ranking-lines.ts';
import { cut, thatFit } from '../../../render/room.ts';
import { saidValue } from '../../../render/said-value.ts';
import type { Scene } from '../../../render/scene.ts';
import { sqlLines } from '../../../render/sql-lines.ts';
import { visibleLines } from '../../../render/visible.ts';
import { besideThumbnailColumns } from '../limits.ts';
import { inertLine, inertLines } from './escape.ts';
import { fenced, fencedLines, fencedStart } from './fence.ts';
import { tableText } from './table.ts';

export interface Described extends Scene {
  /** UTF-16 units that the whole may have. */
  readonly room: number;
  readonly late: boolean;
  /** What else has to be said, escaped. */
  readonly notes: readonly string[];
}

/** A reply without its title and footnote as markdown: the sentence, then what it stands on as far as that fits. */
export function description(reply: Reply, { room, late, notes, ...scene }: Described): string {
  const head = [
    ...(late ? [`-# ${scene.say('chat.late')}`] : []),
    sentence(reply, scene.locale, Math.floor(room / 2)),
  ];
  const foot = cut(notes.join('\n'), Math.floor(room / 5));
  const left = room - lengthOf(head) - lengthOf([foot]);
  return [...head, ...blockTexts(reply, left, scene), foot].filter(isSaid).join('\n');
}

const isSaid = (text: string): boolean => text.trim() !== '';

/** With the line end after each. */
const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length + 1, 0);

/** The sentence, with the value that was asked for standing out. */
function sentence(reply: Reply, locale: string, room: number): string {
  const said = saidValue(reply, locale);
  const text = said && `${inertLine(said.before)}**${inertLine(said.value)}**${inertLine(said.after)}`;
  return text !== undefined && text.length <= room ? text : cut(inertLines(reply.summary), room);
}

function blockTexts(reply: Reply, room: number, scene: Scene): string[] {
  if (reply.blocks.every((block) => block.kind === 'text')) {
    return lastTexts(
      reply.blocks.map(({ text }) => inertLines(text)),
      room,
      scene,
    );
  }
  const texts: string[] = [];
  for (const block of reply.blocks) {
    const text = blockText(block, reply, room - lengthOf(texts), scene);
    if (isSaid(text)) texts.push(text);
  }
  return texts;
}

function blockText(block: Block, reply: Reply, room: number, scene: Scene): string {
  switch (block.kind) {
    case 'text':
      return cut(inertLines(block.text), room);
    case 'ranking':
      return rankingText(block.classification.labels, room, scene);
    case 'table':
      // A single value that the sentence holds already is no table.
      return saidValue(reply, scene.locale) ? '' : tableText(block, reply.actions, { ...scene, room });
    case 'code': {
      const code = visibleLines(sqlLines(block.text));
      const shownByButton = reply.actions.some(({ command }) => command === 'show-sql');
      const draw = shownByButton ? fenced : fencedStart;
      return draw(code, room, block.language) ?? '';
    }
    case 'file':
      return '';
  }
}

const barWidth = 10;
/** Of the percentage and the spaces around it. */
const scoreWidth = 9;

/** Labels with bars, narrow enough to stand beside a thumbnail. */
export function rankingText(
  labels: Parameters<typeof rankingLines>[0],
  room: number,
  { locale }: Scene,
): string {
  const labelWidth = besideThumbnailColumns - barWidth - scoreWidth;
  return fencedLines(rankingLines(labels, { barWidth, labelWidth, locale }), room).text;
}

/** UTF-16 units for saying that some are left out. */
const noteRoom = 100;

/** Texts in their order, each a paragraph. When not all fit, the last do: a history ends with the newest. */
function lastTexts(texts: readonly string[], room: number, { say }: Scene): string[] {
  const shown = thatFit(texts.toReversed(), room - noteRoom, 2).toReversed();
  const count = texts.length - shown.length;
  const note = count > 0 ? [`-# ${say('chat.earlierLeft', { count })}`] : [];
  return [...note, ...shown].map((text) => `\n${text}`);
}
