import type { types } from '@slack/bolt';
import type { Reply } from '../../../src/core/reply.ts';
import { sayIn } from '../../../src/core/text.ts';
import { renderReply, type ShownTo, type SlackMessage } from '../../../src/platforms/slack/render/message.ts';

/** A reply as it is drawn where everything is allowed, in English unless told. */
export const rendered = (reply: Reply, { locale = 'en-US', ...to }: Partial<ShownTo> = {}): SlackMessage =>
  renderReply(reply, { locale, say: sayIn(locale), tables: 'data_table', pictures: new Map(), ...to });

/** What a person reads, line by line: bold in asterisks, small print behind '-#', code between fences, the cells of a row between bars. */
export const linesOf = ({ blocks }: { readonly blocks: readonly types.AnyBlock[] }): string[] =>
  // A view may have blocks of kinds that nobody knows; ours have none.
  (blocks as readonly types.KnownBlock[]).flatMap((block) => textOf(block).split('\n'));

function textOf(block: types.KnownBlock): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements.map(partOf).join('\n');
    case 'section':
      return [block.text?.text ?? '', ...(block.accessory ? [accessoryOf(block.accessory)] : [])].join('\n');
    case 'header':
      return `# ${block.text.text}`;
    case 'context':
      return block.elements.map((element) => `-# ${'text' in element ? element.text : ''}`).join('\n');
    case 'data_table':
    case 'table':
      return block.rows.map((row) => row.map(cellOf).join(' | ')).join('\n');
    case 'actions':
      return `[${labelsOf({ blocks: [block] }).join('] [')}]`;
    case 'input':
      return `${block.label.text}${block.optional ? '' : ' *'}: ${block.element.type}`;
    default:
      throw new Error(`nobody draws ${block.type}`);
  }
}

function partOf(part: types.RichTextBlockElement): string {
  switch (part.type) {
    case 'rich_text_preformatted':
      return `\`\`\`\n${part.elements.map(runOf).join('')}\n\`\`\``;
    case 'rich_text_list':
      return part.elements.map((item) => `- ${item.elements.map(runOf).join('')}`).join('\n');
    case 'rich_text_section':
    case 'rich_text_quote':
      return part.elements.map(runOf).join('');
  }
}

function runOf(run: types.RichTextElement): string {
  if (run.type === 'emoji') return `:${run.name}:`;
  if (run.type !== 'text') throw new Error(`nobody draws ${run.type}`);
  return run.style?.bold ? `*${run.text}*` : run.text;
}

const cellOf = (cell: types.RawTextElement | types.RawNumberElement | types.RichTextBlock): string =>
  cell.type === 'rich_text' ? textOf(cell) : cell.text;

const accessoryOf = (accessory: types.SectionBlockAccessory): string =>
  accessory.type === 'image'
    ? `(${accessory.alt_text})`
    : 'text' in accessory
      ? `[${accessory.text.text}]`
      : accessory.type;

/** Its buttons, those beside a text too. */
export const buttonsOf = ({ blocks }: { readonly blocks: readonly types.AnyBlock[] }): types.Button[] =>
  // As above.
  (blocks as readonly types.KnownBlock[])
    .flatMap((block): (types.ActionsBlockElement | types.SectionBlockAccessory)[] => {
      if (block.type === 'actions') return block.elements;
      return block.type === 'section' && block.accessory ? [block.accessory] : [];
    })
    .filter((element) => element.type === 'button');

export const labelsOf = (message: { readonly blocks: readonly types.AnyBlock[] }): string[] =>
  buttonsOf(message).map(({ text }) => text.text);
