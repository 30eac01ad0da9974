import type { Action } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';
import { visibleLines } from '../../src/render/visible.ts';

/** Characters: what the form of Discord holds, and the composer of the playground. */
export const maxEditedSql = 4000;

/** The button that offers the SQL of an answer to be changed. None for SQL that no form holds. */
export function editAction(call: string, sql: string, say: Say): Action[] {
  const label = say('actions.editSql');
  // What is changed is what is seen.
  const initial = visibleLines(sql);
  const input = { option: 'sql', label: say('actions.sql'), initial };
  return initial.length <= maxEditedSql ? [{ command: 'edit-sql', options: { call }, label, input }] : [];
}
