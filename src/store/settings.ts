import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';

/** A value that all processes over a store have in common: the first to ask for it makes it. */
export type Setting = (name: string, make: () => string) => Promise<string>;

export const createSetting =
  (db: Kysely<StoreTables>): Setting =>
  async (name, make) => {
    await db
      .insertInto('settings')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const kept = db.selectFrom('settings').select('value').where('name', '=', name);
    return (await kept.executeTakeFirstOrThrow()).value;
  };
