import type { DuckDBConnection } from '@duckdb/node-api';
import { serve } from '../../../children/serve.ts';
import type { Verdict } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { fullName } from '../../../core/full-name.ts';
import { type Inspection, inspect } from './guard.ts';
import { qualified } from './names.ts';
import { estimate } from './plan.ts';
import { tryPrivileges } from './privileges.ts';
import { profileColumn } from './profile.ts';
import type { DuckdbAnswers, DuckdbRequest, DuckdbSetup } from './protocol.ts';
import { select } from './select.ts';
import { keepSession, type Session } from './session.ts';
import { asSqlError, messageOf, told } from './sql-error.ts';

type Answer = DuckdbAnswers[keyof DuckdbAnswers];

serve<DuckdbSetup, DuckdbRequest, Answer>(async (setup) => {
  const sessions = keepSession(setup);
  // What cannot be read is told when the source is opened.
  await sessions.use(async () => {});
  return async (request) => {
    try {
      if (request.kind === 'fingerprint') return sessions.fingerprint();
      return await sessions.use((session) => answer(session, request, setup));
    } catch (error) {
      throw asSqlError(error);
    }
  };
});

async function answer(
  { connection, known }: Session,
  request: Exclude<DuckdbRequest, { readonly kind: 'fingerprint' }>,
  setup: DuckdbSetup,
): Promise<Answer> {
  switch (request.kind) {
    case 'tables':
      return known.tables;
    case 'viewsOver':
      return known.tables.filter((table) => known.showsHidden(table, request.hidden)).map(fullName);
    case 'count':
      return numberOf(connection, `SELECT count(*) FROM ${qualified(request.table)}`);
    case 'profile':
      return profileColumn(connection, request);
    case 'privileges':
      return tryPrivileges(connection, setup.kind === 'database');
    case 'check':
      return verdict(connection, await inspect(connection, known, request.sql, request.hidden));
    case 'estimate': {
      const { sql, listed } = allowed(await inspect(connection, known, request.sql, request.hidden));
      return estimate(connection, listed ?? sql);
    }
    case 'select': {
      const { sql, listed } = allowed(await inspect(connection, known, request.sql, request.hidden));
      return select(connection, { ...request, sql, several: listed !== undefined });
    }
  }
}

function allowed(inspected: Inspection): Extract<Inspection, { readonly kind: 'allowed' }> {
  if (inspected.kind === 'allowed') return inspected;
  throw new MagpieError(inspected.by === 'guard' ? 'SQL_REFUSED' : 'SQL_FAILED', { why: inspected.why });
}

/** DuckDB itself looks for the names and types, without running anything. */
async function verdict(connection: DuckDBConnection, inspected: Inspection): Promise<Verdict> {
  if (inspected.kind === 'refused') return { ok: false, why: inspected.why };
  return connection.prepare(inspected.listed ?? inspected.sql).then(
    (statement) => {
      statement.destroySync();
      return { ok: true };
    },
    (error: unknown) => ({ ok: false, why: told(messageOf(error)) }),
  );
}

async function numberOf(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = (await connection.runAndReadAll(sql)).getRows();
  return Number(row?.[0] ?? 0);
}
