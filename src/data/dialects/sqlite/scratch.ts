import type { Verdict } from '../../../core/data-source.ts';
import { openScratch } from './connection.ts';
import { guardConnection, type Inspection } from './guard.ts';
import { createScratchTables, type ScratchTables } from './scratch-tables.ts';
import { told } from './sql-error.ts';
import { readVisibility } from './visible.ts';

/**
 * Judges a statement without its database: its tables are imagined as SQLite misses them, until SQLite can compile the whole.
 * Only then its authorizer has seen every function and table that is in it; what cannot be completed so is refused.
 */
export function checkWithoutSource(sql: string): Verdict {
  const tables = createScratchTables();
  let found = inspect(sql, tables);
  while (found.kind === 'refused' && found.by === 'database' && supply(found.why, sql, tables)) {
    found = inspect(sql, tables);
  }
  return found.kind === 'allowed' ? { ok: true } : { ok: false, why: told(found.why) };
}

function inspect(sql: string, tables: ScratchTables): Inspection {
  const db = openScratch();
  try {
    const visibility = readVisibility(db, []);
    const reserved = tables
      .names()
      .map((name) => visibility.whyHidden(name, ''))
      .find((why) => why !== undefined);
    if (reserved !== undefined) return { kind: 'refused', by: 'guard', why: reserved };
    db.exec(tables.ddl());
    return guardConnection(db, () => visibility).inspect(sql);
  } finally {
    db.close();
  }
}

/** Adds what SQLite says is missing; false when that is nothing that a table could have. */
function supply(why: string, sql: string, tables: ScratchTables): boolean {
  const [, table] = /^no such table: (?:main\.)?([^.]+)$/s.exec(why) ?? [];
  if (table !== undefined) {
    tables.addTable(table);
    return true;
  }
  const [, column] = /^no such column: (?:[^.]+\.)*([^.]+)$/s.exec(why) ?? [];
  if (column !== undefined) return supplyColumn(column, why, sql, tables);

  const [, twice] = /^ambiguous column name: (?:[^.]+\.)*([^.]+)$/s.exec(why) ?? [];
  if (twice !== undefined) return tables.takeBackGuess(twice);

  const [, shared] = /^cannot join using column (.+) - column not present in both tables$/s.exec(why) ?? [];
  if (shared !== undefined) return supplyEverywhere(shared, tables);

  if (/do not have the same number of result columns$/.test(why)) return tables.widen(tables.width());
  const [, term] = /^(\d+)\w\w (?:ORDER|GROUP) BY term out of range/.exec(why) ?? [];
  return term !== undefined && Number(term) <= widest && tables.widen(tables.width() + 1);
}

const widest = 100;

/** The table that lacks it is the one with which SQLite no longer says so. */
function supplyColumn(column: string, why: string, sql: string, tables: ScratchTables): boolean {
  const guessed = !/^no such column: .*\./s.test(why);
  for (const table of tables.names()) {
    if (tables.has(table, column) || (guessed && !tables.mayGuess(table, column))) continue;
    tables.addColumn(table, column, guessed);
    const next = inspect(sql, tables);
    if (next.kind === 'allowed' || next.why !== why) return true;
    tables.removeColumn(table, column);
  }
  return false;
}

function supplyEverywhere(column: string, tables: ScratchTables): boolean {
  const lacking = tables.names().filter((table) => !tables.has(table, column));
  for (const table of lacking) tables.addColumn(table, column, false);
  return lacking.length > 0;
}
