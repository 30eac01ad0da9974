import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import type { DataSource } from '../../src/core/data-source.ts';
import { type OpenSourceOptions, openSource } from '../../src/data/open.ts';
import { atEnd } from './at-end.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface TestDatabase {
  /** Of the role that docs/databases/postgres.md recommends. */
  readonly url: string;
  readonly ownerUrl: string;
  /** Runs statements as the owner. */
  change(sql: string): Promise<void>;
  /** Closed when the test has finished. */
  open(options?: Partial<OpenSourceOptions>): Promise<DataSource>;
}

export interface TestServer {
  /** A fresh database, gone when the test has finished. */
  database(schema: string): Promise<TestDatabase>;
}

export async function run(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = [await client.query(sql)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** For tests that are skipped where there is no server. */
export function databaseIn(server: TestServer | undefined, schema: string): Promise<TestDatabase> {
  if (!server) throw new Error('there is no Postgres to test with');
  return server.database(schema);
}

/** Where tests make their databases. */
async function anyServer(): Promise<string | undefined> {
  try {
    const { url, stop } = await startEmbeddedPostgres();
    afterAll(stop);
    return url;
  } catch {
    // Its binaries are not for this machine: then one that runs here.
    const url = 'postgres://postgres@127.0.0.1:5432';
    return run(`${url}/postgres`, 'SELECT 1').then(
      () => url,
      () => undefined,
    );
  }
}

/**
 * One server for a test file. Undefined where there is no Postgres: what needs one is skipped then. MAGPIE_TEST_POSTGRES names one that
 * is to be used instead.
 */
export async function postgresForTests(): Promise<TestServer | undefined> {
  const admin = process.env.MAGPIE_TEST_POSTGRES ?? (await anyServer());
  if (admin === undefined && process.env.MAGPIE_WANTS_POSTGRES)
    throw new Error('there is no Postgres to test with');
  if (admin === undefined) return undefined;
  return {
    async database(schema) {
      const name = `magpie_pg_${randomBytes(5).toString('hex')}`;
      const reader = `${name}_reader`;
      await run(`${admin}/postgres`, `CREATE DATABASE ${name}`);
      await run(`${admin}/postgres`, leastPrivilege(name, reader));
      atEnd(async () => {
        await run(`${admin}/postgres`, `DROP DATABASE ${name} WITH (FORCE)`);
        await run(`${admin}/postgres`, `DROP ROLE ${reader}`);
      });
      const ownerUrl = `${admin}/${name}`;
      const url = ownerUrl.replace('postgres@', `${reader}@`);
      const change = async (sql: string) => {
        await run(ownerUrl, sql);
        await run(ownerUrl, `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${reader}`);
      };
      await run(ownerUrl, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
      await change(schema);
      return {
        url,
        ownerUrl,
        change,
        async open(options = {}) {
          const source = await openSource({ name: 'birds', url, children: 2, ...options });
          atEnd(() => source.close());
          return source;
        },
      };
    },
  };
}

const leastPrivilege = (database: string, reader: string): string => `
  CREATE ROLE ${reader} LOGIN NOINHERIT;
  REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC;
`;
