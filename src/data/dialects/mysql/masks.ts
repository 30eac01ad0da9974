import type { Hidden } from '../../../core/data-source.ts';
import { hiddenColumns, sameName } from '../../guard/cut.ts';
import { refusal } from '../../guard/facts.ts';
import { columnsNamedIn } from '../../guard/names-in.ts';
import type { Connection } from './connection.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { quoted, quotedText } from './names.ts';
import type { Statement } from './statement.ts';
import { namesReadBy } from './view-reads.ts';

/** Names of a database's tables as a statement of ours may list them. */
const listOf = (names: readonly string[]): string => names.map(quotedText).join(', ');

/**
 * The statement as somebody may run it who may not see these: with masks in place of tables of which columns are hidden. Throws
 * GuardRefusal when it reads a view over anything hidden, or calls something else like a masked table.
 */
export async function masked(
  connection: Connection,
  statement: Statement,
  database: string,
  hidden: readonly Hidden[],
): Promise<string> {
  if (hidden.length === 0 || statement.tables.length === 0) return statement.sql;
  await refuseViews(connection, statement, database, hidden);
  const concerned = (name: string) => hidden.some(({ table }) => sameName(table, name));
  const names = [...new Set(statement.tables.map(({ name }) => name))].filter(concerned);
  if (names.length === 0) return statement.sql;
  // MariaDB takes the name of an expression in itself for the table.
  const around =
    statement.given.find(concerned) ??
    // The rest of the statement could not call it so any more.
    statement.tables.find(({ schema, name }) => schema !== undefined && names.includes(name))?.name;
  if (around !== undefined) {
    throw new GuardRefusal(`columns of ${around} are hidden: name it alone, and call nothing else so`);
  }
  const columns = await connection.ask(
    `SELECT TABLE_NAME, COLUMN_NAME, GENERATION_EXPRESSION FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${quotedText(database)} AND TABLE_NAME IN (${listOf(names)}) ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  );
  const masks = new Map(names.map((name) => [name, maskOf(name, columns, database, hidden)]));
  return inPlace(statement, masks);
}

/**
 * Each masked table as a subquery where it is named. A common table expression in front would be no mask: within another one MariaDB
 * takes its name for the table.
 */
function inPlace({ sql, tables }: Statement, masks: ReadonlyMap<string, string>): string {
  let text = '';
  let from = 0;
  for (const { name, start, end, renamed } of tables.toSorted((one, other) => one.start - other.start)) {
    const mask = masks.get(name);
    if (mask === undefined) continue;
    text += `${sql.slice(from, start)}${mask}${renamed ? '' : ` AS ${quoted(name)}`}`;
    from = end;
  }
  return text + sql.slice(from);
}

function maskOf(
  name: string,
  columns: readonly (readonly (string | null)[])[],
  database: string,
  hidden: readonly Hidden[],
): string {
  // As it is written: a name in another case is another table, or none that the mask would cover.
  const own = columns.filter(([table]) => table === name);
  const names = own.map(([, column]) => column ?? '');
  const table = {
    name,
    columns: own.map(([, column, expression]) => ({
      name: column ?? '',
      generatedFrom: columnsNamedIn(expression ?? '', names),
    })),
  };
  const unseen = hiddenColumns(table, hidden);
  const seen = names.filter((column) => !unseen.some((one) => sameName(one, column))).map(quoted);
  if (seen.length === 0) throw new GuardRefusal(refusal.hidden(name));
  return `(SELECT ${seen.join(', ')} FROM ${quoted(database)}.${quoted(name)})`;
}

async function refuseViews(
  connection: Connection,
  { tables }: Statement,
  database: string,
  hidden: readonly Hidden[],
): Promise<void> {
  // What reads each of them is named in the statement: it alone is told.
  const named = new Map(tables.map(({ name }) => [name, name]));
  let next = [...named.keys()];
  while (next.length > 0) {
    const views = await connection.ask(
      `SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ${quotedText(database)} AND TABLE_NAME IN (${listOf(next)})`,
    );
    next = [];
    for (const [view, definition] of views) {
      const by = named.get(view ?? '') ?? view ?? '';
      const names = namesReadBy(definition ?? '', database);
      const shows = names?.every((name) => !hidden.some(({ table }) => sameName(table, name)));
      if (!names || !shows) throw new GuardRefusal(refusal.hidden(by));
      const further = names.filter((name) => !named.has(name));
      for (const name of further) named.set(name, by);
      next.push(...further);
    }
  }
}
