import type { Action, TableBlock } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';

/** The buttons under a page of a table: to the one before it and the one after it, where there are such. */
export function pageTurns(
  { page, pages }: TableBlock,
  turnTo: (page: number) => Pick<Action, 'command' | 'options'>,
  say: Say,
): Action[] {
  const before = { ...turnTo(page - 1), label: say('actions.previousPage') };
  const after = { ...turnTo(page + 1), label: say('actions.nextPage') };
  return [...(page > 1 ? [before] : []), ...(page < pages ? [after] : [])];
}
