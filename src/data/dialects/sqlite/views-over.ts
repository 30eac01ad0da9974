import type { Hidden } from '../../../core/data-source.ts';
import { checkTime, tooComplicated } from '../../embedded/check-time.ts';
import type { Ask } from './ask.ts';
import { quoted } from './names.ts';

/** The views that somebody cannot read who may not see these. */
export async function viewsOver(
  hidden: readonly Hidden[],
  ask: Ask,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const tables = await ask({ kind: 'tables' }, signal);
  const unreadable: string[] = [];
  for (const { name, kind } of tables) {
    if (kind !== 'view') continue;
    const sql = `SELECT * FROM ${quoted(name)}`;
    const verdict = await ask({ kind: 'check', sql, hidden }, signal, checkTime).catch(tooComplicated);
    if (!verdict.ok) unreadable.push(name);
  }
  return unreadable;
}
