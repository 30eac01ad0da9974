import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import * as calls from '../../schema/migrations/0001-calls.ts';
import * as about from '../../schema/migrations/0002-about.ts';
import * as slack from '../../schema/migrations/0003-slack.ts';
import * as audit from '../../schema/migrations/0004-audit.ts';
import * as spending from '../../schema/migrations/0005-spending.ts';
import * as hidden from '../../schema/migrations/0006-hidden.ts';
import * as turnFile from '../../schema/migrations/0007-turn-file.ts';
import * as looked from '../../schema/migrations/0008-looked.ts';
import * as taught from '../../schema/migrations/0009-taught.ts';
import * as processes from '../../schema/migrations/0010-processes.ts';
import * as wishes from '../../schema/migrations/0011-wishes.ts';
import { onPostgres } from '../../schema/migrations/on-postgres.ts';
import type { StoreTables } from '../../schema/store.ts';
import { MagpieError } from '../core/errors.ts';

const migrations: Readonly<Record<string, Migration>> = {
  '0001-calls': calls,
  '0002-about': about,
  '0003-slack': slack,
  '0004-audit': audit,
  '0005-spending': spending,
  '0006-hidden': hidden,
  '0007-turn-file': turnFile,
  '0008-looked': looked,
  '0009-taught': taught,
  '0010-processes': processes,
  '0011-wishes': wishes,
};

/**
 * Brings the tables up to date. Throws STORE_VERSION when a newer Magpie has changed them, STORE_FOREIGN when they are somebody
 * else's; nothing is touched then.
 */
export async function migrate(db: Kysely<StoreTables>, file: string): Promise<void> {
  const ran = await ranOn(db);
  if (ran.some((name) => !(name in migrations))) throw new MagpieError('STORE_VERSION', { file });
  // Looked at once more: another process may have made its tables between the two looks.
  const foreign = ran.length === 0 && (await tablesOf(db)).length > 0 && (await ranOn(db)).length === 0;
  if (foreign) throw new MagpieError('STORE_FOREIGN', { file });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** For those who only read. Throws STORE_VERSION when the tables are not the ones that this Magpie knows. */
export async function requireMigrated(db: Kysely<StoreTables>, file: string): Promise<void> {
  const ran = await ranOn(db);
  const known = Object.keys(migrations);
  if (ran.toSorted().join() !== known.toSorted().join()) throw new MagpieError('STORE_VERSION', { file });
}

/** Where ours are: a server's database may have other schemas, for pg-boss or somebody else. */
async function tablesOf(db: Kysely<StoreTables>, options = { withInternalKyselyTables: false }) {
  const tables = await db.introspection.getTables(options);
  if (!onPostgres(db)) return tables;
  const { rows } = await sql<{ here: string }>`select current_schema() as here`.execute(db);
  return tables.filter(({ schema }) => schema === rows[0]?.here);
}

async function ranOn(db: Kysely<StoreTables>): Promise<readonly string[]> {
  const tables = await tablesOf(db, { withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const rows = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
