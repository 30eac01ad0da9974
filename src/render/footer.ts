import type { Reply } from '../core/reply.ts';
import type { Say } from '../core/text.ts';
import { visible } from './visible.ts';

/** The footnote, and which page it is where the title does not say so. */
export function footerOf({ title, footnote = '', blocks }: Reply, say: Say): string {
  const table = blocks.find((block) => block.kind === 'table');
  const page = table && table.pages > 1 ? say('ask.page', { page: table.page, pages: table.pages }) : '';
  return [visible(footnote), page === title ? '' : page].filter((part) => part !== '').join(' · ');
}
