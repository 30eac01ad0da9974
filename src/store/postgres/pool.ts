import { hash } from 'node:crypto';
import type { PostgresPool } from 'kysely';
import { Pool } from 'pg';
import { asStoreError, placeOf } from './errors.ts';

export interface StorePool extends PostgresPool {
  readonly place: string;
}

/** Milliseconds until a connection, and a statement, count as failed: people wait for what is behind them. */
const connectMs = 2000;
const statementMs = 10_000;

/** Connections to the server that the store is on, in the shape that Kysely's dialect takes. What fails is STORE_UNAVAILABLE. */
export function openPool(url: string, max: number): StorePool {
  const place = placeOf(url);
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'magpie',
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
    idle_in_transaction_session_timeout: 2 * statementMs,
    keepAlive: true,
  });
  // A connection that breaks is noticed by whoever uses it next.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const failed = (error: unknown): never => {
    throw asStoreError(error, place);
  };
  return {
    place,
    options: pool.options,
    async connect() {
      const client = await pool.connect().catch(failed);
      return {
        // Kysely compiles values of the store's columns only, and asks for no cursor here.
        query: ((sql: string, values: readonly unknown[]) =>
          client
            .query({ text: sql, values: values.map(withoutNul), ...prepared(sql) })
            .catch(failed)) as never,
        release: (discard?: boolean) => client.release(discard),
      };
    },
    end: () => pool.end(),
  };
}

/** What is asked again and again is planned once for each connection. Statements that begin and end transactions have no plan. */
const prepared = (sql: string): { readonly name?: string } =>
  /^(select|insert|update|delete|with|\s)/.test(sql) ? { name: hash('sha256', sql, 'base64') } : {};

/** Postgres has no room for it in a text. */
const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
