import type { Connection } from './connection.ts';

/** What is asked of a server once, when a source is opened. */
export interface Server {
  readonly isMariaDb: boolean;
  /** Tables are told apart by the case of their names. */
  readonly caseSensitive: boolean;
  /** As a session is told; the server's own where the source names none. */
  readonly zone: string;
}

export interface SessionLimits {
  readonly timeoutMs: number;
  readonly maxMemory: number;
}

/**
 * Strict, and with one reading: quotes are of texts, and a backslash escapes. ONLY_FULL_GROUP_BY is left out, because MariaDB's
 * refuses honest questions (it does not see that a key determines its row).
 */
const sqlMode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
/** Seconds. Readers wait for nobody but those who change tables. */
const lockSeconds = 1;
/** Bytes of one GROUP_CONCAT; MySQL's default is 1024, and cuts without an error. */
const groupConcatBytes = 1_000_000;
/** MariaDB's default of 1000 cuts a recursion without an error; an endless one ends at its time or size. */
const iterations = 4_294_967_295;
/** Milliseconds after our own limit: it is us who end a statement, and the server if we are gone. */
const graceMs = 1_000;

/** Sets what holds for one statement, and begins to read only. */
export async function beginReading(
  connection: Connection,
  { isMariaDb, zone }: Server,
  { timeoutMs, maxMemory }: SessionLimits,
): Promise<void> {
  const limit = timeoutMs + graceMs;
  const own = isMariaDb
    ? [
        `max_statement_time = ${limit / 1000}`,
        `max_session_mem_used = ${maxMemory}`,
        `tmp_disk_table_size = ${maxMemory}`,
        `max_recursive_iterations = ${iterations}`,
      ]
    : [
        `max_execution_time = ${limit}`,
        `cte_max_recursion_depth = ${iterations}`,
        'information_schema_stats_expiry = 0',
      ];
  const settings = [
    // A reset can bring back the server's own character sets, in some of which a backslash is half a letter.
    ...['client', 'results', 'connection'].map((one) => `character_set_${one} = utf8mb4`),
    `sql_mode = '${sqlMode}'`,
    `time_zone = '${zone}'`,
    `lock_wait_timeout = ${lockSeconds}`,
    `innodb_lock_wait_timeout = ${lockSeconds}`,
    `group_concat_max_len = ${groupConcatBytes}`,
    ...own,
  ];
  await connection.ask(`SET SESSION ${settings.join(', ')}`);
  await connection.ask('START TRANSACTION READ ONLY');
}

/** From now on no statement gives more rows. */
export const limitRows = (connection: Connection, rows: number): Promise<unknown> =>
  connection.ask(`SET SESSION sql_select_limit = ${rows}`);
