import type { Dialect, Verdict } from '../core/data-source.ts';
import { openScratchGuard as openDuckdbGuard } from './dialects/duckdb/scratch-guard.ts';
import { openMysqlGuard } from './dialects/mysql/statement-guard.ts';
import { openScratchGuard as openPostgresGuard } from './dialects/postgres/scratch-guard.ts';
import { openScratchGuard as openSqliteGuard } from './dialects/sqlite/scratch-guard.ts';

/** Judges statements without a database, by their shape and their functions. */
export interface StatementGuard {
  /** Never throws for a bad statement. */
  check(sql: string, signal: AbortSignal): Promise<Verdict>;
  close(): Promise<void>;
}

export type OpenGuard = () => StatementGuard;

/** A new dialect is a folder and its line here. */
export const guards: { readonly [D in Dialect]?: OpenGuard } = {
  duckdb: openDuckdbGuard,
  mysql: openMysqlGuard,
  postgres: openPostgresGuard,
  sqlite: openSqliteGuard,
};
