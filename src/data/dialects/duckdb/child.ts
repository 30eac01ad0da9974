import { type DuckDBConnection, StatementType } from '@duckdb/node-api';
import { serve } from '../../../children/serve.ts';
import type { Verdict } from '../../../core/data-source.ts';
import type { Engine } from './engine.ts';
import { qualified } from './names.ts';
import type { DuckdbAnswers, DuckdbRequest, DuckdbSetup } from './protocol.ts';
import { select } from './select.ts';
import { keepSession } from './session.ts';
import { asSqlError, messageOf, told } from './sql-error.ts';
import { readTables } from './structure.ts';

type Answer = DuckdbAnswers[keyof DuckdbAnswers];

serve<DuckdbSetup, DuckdbRequest, Answer>(async (setup) => {
  const session = keepSession(setup);
  // Whatever cannot be read is told when the source is opened.
  await session.use(async () => {});
  return async (request) => {
    try {
      if (request.kind === 'fingerprint') return session.fingerprint();
      return await session.use((engine) => answer(engine, request, setup));
    } catch (error) {
      throw asSqlError(error);
    }
  };
});

async function answer(
  engine: Engine,
  request: Exclude<DuckdbRequest, { kind: 'fingerprint' }>,
  setup: DuckdbSetup,
): Promise<Answer> {
  const { connection } = engine;
  switch (request.kind) {
    case 'tables':
      return readTables(connection, setup.kind === 'files');
    case 'count':
      return numberOf(connection, `SELECT count(*) FROM ${qualified(request.table)}`);
    case 'check':
      return inspect(connection, request.sql);
    case 'select':
      return select(connection, request);
    case 'profile':
      return { kind: request.column.kind };
    case 'estimate':
      return undefined;
    case 'privileges':
      return [];
  }
}

async function numberOf(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = (await connection.runAndReadAll(sql)).getRows();
  return Number(row?.[0] ?? 0);
}

async function inspect(connection: DuckDBConnection, sql: string): Promise<Verdict> {
  try {
    const extracted = await connection.extractStatements(sql);
    if (extracted.count !== 1) return { ok: false, why: 'it is more than one statement' };
    const { statementType } = await extracted.prepare(0);
    return statementType === StatementType.SELECT
      ? { ok: true }
      : { ok: false, why: 'it is not a question (SELECT)' };
  } catch (error) {
    return { ok: false, why: told(messageOf(error)) };
  }
}
