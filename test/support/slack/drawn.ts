import { readBlocks } from '../slack-text.ts';
import { buttonsIn } from './buttons.ts';

interface Block {
  readonly type: string;
}

/** A message, modal or Home tab as it is read, with its buttons in brackets: for docs. */
export const drawnBlocks = (blocks: readonly Block[]): string =>
  blocks.map(drawnBlock).filter(Boolean).join('\n\n');

function drawnBlock(block: Block): string {
  if (block.type === 'divider') return '─'.repeat(40);
  const buttons = labelsIn([block]).map((label) => `[${label}]`);
  return [readBlocks([block]), buttons.join(' ')].filter(Boolean).join('\n');
}

/** The labels of its buttons. */
export const labelsIn = (blocks: readonly Block[]): readonly string[] =>
  buttonsIn(blocks).map(({ text }) => text.text);
