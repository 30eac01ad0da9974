import { Kysely } from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import { MagpieError } from '../../core/errors.ts';
import { problemReply } from '../../core/problem.ts';
import { sayIn } from '../../core/text.ts';
import { withoutAddresses } from '../call-row.ts';
import { migrate } from '../migrate.ts';
import { openSqlite } from '../sqlite.ts';

/** Calls that were under way when the backup was made. */
export interface Settled {
  readonly expired: number;
  /** Their answers were stored already. */
  readonly answered: number;
}

/**
 * Brings the tables up to date and ends what was under way, without telling anybody outside of the store: whoever asked has most
 * likely been answered since. Rejects with STORE_VERSION or STORE_FOREIGN.
 */
export async function settle(file: string, now: Date, underWay: 'ends' | 'resumes'): Promise<Settled> {
  const db = new Kysely<StoreTables>({ dialect: openSqlite(file, 'write').dialect });
  try {
    await migrate(db, file);
    if (underWay === 'resumes') return { expired: 0, answered: 0 };
    return await db.transaction().execute(async (tx) => {
      const refused = {
        verdict: 'refused',
        why: 'the store was restored',
        answered_at: now.toISOString(),
      } as const;
      await tx.updateTable('wishes').set(refused).where('verdict', 'is', null).execute();
      const ended = { reply_to: null, changed_at: now.toISOString() };
      const { numUpdatedRows } = await tx
        .updateTable('calls')
        .set((eb) => ({ ...ended, state: eb.ref('outcome').$notNull() }))
        .where('state', '=', 'replying')
        .executeTakeFirst();
      const open = await tx
        .selectFrom('calls')
        .select(['id', 'options', 'caller_locale'])
        .where('state', 'in', ['queued', 'running'])
        .execute();
      for (const { id, options, caller_locale } of open) {
        const reply = problemReply(new MagpieError('RESTORED'), sayIn(caller_locale));
        await tx
          .updateTable('calls')
          .set({
            ...ended,
            state: 'expired',
            outcome: 'expired',
            reply: JSON.stringify(reply),
            visibility: reply.visibility,
            options: withoutAddresses(options),
          })
          .where('id', '=', id)
          .execute();
      }
      return { expired: open.length, answered: Number(numUpdatedRows) };
    });
  } finally {
    await db.destroy();
  }
}
