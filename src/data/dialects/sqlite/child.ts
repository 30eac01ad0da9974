import { serve } from '../../../children/serve.ts';
import { quoted } from './names.ts';
import { tryPrivileges } from './privileges.ts';
import { profileColumn } from './profile.ts';
import type { SqliteAnswers, SqliteRequest, SqliteSetup } from './protocol.ts';
import { select } from './select.ts';
import { keepSession, type Session } from './session.ts';
import { asSqlError, told } from './sql-error.ts';
import { readDeclaration, readTables } from './structure.ts';

serve<SqliteSetup, SqliteRequest, SqliteAnswers[keyof SqliteAnswers]>(async ({ path }) => {
  const session = keepSession(path);
  return (request) => {
    try {
      if (request.kind === 'privileges') return tryPrivileges(path);
      return answer(session('hidden' in request ? request.hidden : []), request);
    } catch (error) {
      throw asSqlError(error);
    }
  };
});

function answer(
  session: Session,
  request: Exclude<SqliteRequest, { kind: 'privileges' }>,
): SqliteAnswers[keyof SqliteAnswers] {
  switch (request.kind) {
    case 'fingerprint':
      return session.fingerprint();
    case 'tables':
      return readTables(session.schema);
    case 'declaration':
      return readDeclaration(session.schema, request.table);
    // Views are somebody's SQL: also our questions about rows are guarded.
    case 'count':
      return numberOf(session, `SELECT count(*) FROM ${quoted(request.table)}`);
    case 'estimate':
      return numberOf(session, `SELECT max(rowid) FROM ${quoted(request.table)}`);
    case 'profile':
      return request.columns.map((column) => profileColumn(session.questions, { ...request, column }));
    case 'check': {
      const inspected = session.guard.inspect(request.sql);
      return inspected.kind === 'allowed' ? { ok: true } : { ok: false, why: told(inspected.why) };
    }
    case 'plan': {
      const inspected = session.guard.inspect(request.sql);
      return inspected.kind === 'allowed' ? session.plan(inspected.sql)?.estimate : undefined;
    }
    case 'select':
      return select(session, request);
  }
}

const numberOf = (session: Session, sql: string): number =>
  Number(Object.values(session.questions.prepare(sql).get() ?? {})[0] ?? 0);
