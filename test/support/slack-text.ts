import type { types } from '@slack/bolt';
import { alignedRows } from './slack/aligned-rows.ts';

type Blocks = readonly types.KnownBlock[];

/** What a person reads in a message: its blocks as text, without buttons and markup; of one without blocks, its text. */
export const readText = ({
  text = '',
  blocks,
}: {
  readonly text?: string;
  readonly blocks?: Blocks;
}): string => (blocks && blocks.length > 0 ? readBlocks(blocks) : unescaped(text));

/** The same of a modal or a Home tab. */
export const readBlocks = (blocks: readonly { readonly type: string }[]): string =>
  // What is in them has been looked at by the block rules.
  (blocks as Blocks).map(readBlock).filter(Boolean).join('\n');

function readBlock(block: types.KnownBlock): string {
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .flatMap((one) => (one ? [readTextObject(one)] : []))
        .join('\n');
    case 'context':
      return block.elements
        .map((one) => (one.type === 'image' ? one.alt_text : readTextObject(one)))
        .join(' ');
    case 'markdown':
      return readMarkdown(block.text);
    case 'rich_text':
      return readRich(block);
    case 'image':
      return [block.title?.text, block.alt_text].filter(Boolean).join('\n');
    case 'data_table':
      return [block.caption, alignedRows(block.rows.map((row) => row.map(readCell)))].join('\n');
    case 'table':
      return alignedRows(block.rows.map((row) => row.map(readCell)));
    case 'input':
      return [block.label.text, block.hint?.text].filter(Boolean).join('\n');
    default:
      return '';
  }
}

type Cell = types.TableBlock['rows'][number][number];

const readCell = (cell: Cell): string => (cell.type === 'rich_text' ? readRich(cell) : cell.text);

const readTextObject = ({ type, text }: types.TextObject): string =>
  type === 'mrkdwn' ? unescaped(text) : text;

const code = /(```[\s\S]*?```|`[^`\n]+`)/;
const marked = /(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])/g;

/** mrkdwn as it is read: bold, italics and code lose their marks, entities become what they stand for. */
const unescaped = (mrkdwn: string): string =>
  mrkdwn
    .split(code)
    .map((part, n) => (n % 2 === 1 ? part.replace(/^```\n?|\n?```$|^`|`$/g, '') : unmarked(part)))
    .join('')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Also of what is both bold and in italics. */
function unmarked(text: string): string {
  const less = text.replaceAll(marked, '$2');
  return less === text ? text : unmarked(less);
}

const readMarkdown = (markdown: string): string =>
  markdown
    .replaceAll(/^```\w*\n?/gm, '')
    .replaceAll(/^#{1,6} /gm, '')
    .replaceAll(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '$1')
    .replaceAll(/\\([\p{Punctuation}\p{Symbol}])/gu, '$1')
    .trimEnd();

type RichPart = types.RichTextBlock['elements'][number];
type RichElement = types.RichTextSection['elements'][number];

const readRich = ({ elements }: types.RichTextBlock): string => elements.map(readRichPart).join('\n');

function readRichPart(part: RichPart): string {
  if (part.type === 'rich_text_list')
    return part.elements
      .map((one, n) => `${part.style === 'ordered' ? `${n + 1}.` : '•'} ${readRichPart(one)}`)
      .join('\n');
  return part.elements.map(readRichElement).join('');
}

function readRichElement(element: RichElement): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'emoji') return `:${element.name}:`;
  if (element.type === 'link') return element.text ?? element.url;
  return '';
}
