import { Client, type ClientConfig } from 'pg';
import type { Privilege } from '../../../core/data-source.ts';
import type { Bounds } from './server.ts';
import { asSqlError } from './sql-error.ts';

/** Each tells by a list of names, which is empty where the login is as it should be. */
const questions: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'do anything',
    sql: `SELECT word AS found FROM pg_roles r, LATERAL (VALUES ('superuser', rolsuper), ('create roles', rolcreaterole),
      ('create databases', rolcreatedb), ('replication', rolreplication), ('bypass row security', rolbypassrls)) AS v(word, has)
      WHERE r.rolname = current_user AND has`,
  },
  {
    name: 'act as a powerful role',
    sql: `SELECT rolname AS found FROM pg_roles WHERE rolname <> current_user AND pg_has_role(oid, 'MEMBER')
      AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
        OR (rolname ~ '^pg_' AND rolname NOT IN ('pg_read_all_data', 'pg_read_all_settings', 'pg_database_owner')))`,
  },
  {
    name: 'write rows',
    sql: `SELECT c.oid::regclass::text AS found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND (has_table_privilege(c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE') OR has_any_column_privilege(c.oid, 'INSERT,UPDATE')) LIMIT 5`,
  },
  {
    name: 'make tables',
    sql: `SELECT nspname AS found FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege(oid, 'CREATE')
      UNION ALL SELECT datname FROM pg_database WHERE datname = current_database() AND has_database_privilege(oid, 'CREATE')`,
  },
  {
    name: 'make temporary tables',
    sql: `SELECT datname AS found FROM pg_database WHERE datname = current_database() AND has_database_privilege(oid, 'TEMP')`,
  },
  {
    name: 'read or write files of the server',
    sql: `SELECT DISTINCT proname AS found FROM pg_proc WHERE proname IN ('pg_read_file', 'pg_read_binary_file', 'pg_ls_dir',
      'lo_import', 'lo_export', 'pg_stat_file') AND has_function_privilege(oid, 'EXECUTE')`,
  },
  {
    name: 'reach other servers',
    sql: `SELECT DISTINCT proname AS found FROM pg_proc WHERE proname ~ '^dblink' AND has_function_privilege(oid, 'EXECUTE')
      UNION ALL SELECT srvname FROM pg_foreign_server WHERE has_server_privilege(oid, 'USAGE')`,
  },
  {
    name: 'run functions with the rights of their owners',
    sql: `SELECT DISTINCT p.oid::regprocedure::text AS found FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE prosecdef AND p.oid >= 16384 AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE') LIMIT 5`,
  },
];

/** What is tried for real, in a transaction that is taken back. */
const attempts: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'read a file of the server', sql: "SELECT pg_read_file('PG_VERSION')" },
  { name: 'run a program on the server', sql: "COPY (SELECT 1) TO PROGRAM 'true'" },
  { name: 'make a table', sql: 'CREATE TABLE magpie_tries_to_write (n int)' },
  { name: 'make a temporary table', sql: 'CREATE TEMP TABLE magpie_tries_to_write (n int)' },
];

/** Asks what the login may do, then tries it. A connection of its own, since nothing here is read-only. */
export async function readPrivileges(
  config: ClientConfig,
  { signal, ms }: Bounds,
): Promise<readonly Privilege[]> {
  signal.throwIfAborted();
  const client = new Client({ ...config, statement_timeout: ms, lock_timeout: 1_000 });
  client.on('error', () => {});
  const giveUp = () => void client.end().catch(() => {});
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await client.connect();
    const found: Privilege[] = [];
    for (const { name, sql } of questions) {
      const { rows } = await client.query<{ found: string }>(sql);
      const names = rows.map((row) => row.found).join(', ');
      found.push({
        name,
        ok: rows.length === 0,
        detail: rows.length === 0 ? 'it may not' : `it may: ${names}`,
      });
    }
    for (const { name, sql } of attempts) found.push({ name, ...(await attempt(client, sql)) });
    return found;
  } catch (error) {
    signal.throwIfAborted();
    throw asSqlError(error);
  } finally {
    signal.removeEventListener('abort', giveUp);
    await client.end().catch(() => {});
  }
}

async function attempt(client: Client, sql: string): Promise<Pick<Privilege, 'ok' | 'detail'>> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return { ok: false, detail: `${sql}: it ran, and was taken back` };
  } catch {
    // To be turned away is what is hoped for.
    return { ok: true, detail: `${sql}: turned away` };
  } finally {
    await client.query('ROLLBACK');
  }
}
