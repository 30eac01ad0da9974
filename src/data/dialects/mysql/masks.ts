import type { Hidden } from '../../../core/data-source.ts';
import { hiddenColumns, sameName } from '../../guard/cut.ts';
import { refusal } from '../../guard/facts.ts';
import { type Masked, masking } from '../../guard/mask.ts';
import type { Connection } from './connection.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { quoted, quotedText } from './names.ts';
import type { Statement } from './statement.ts';
import { namesReadBy } from './view-reads.ts';

/** Names of a database's tables as a statement of ours may list them. */
const listOf = (names: readonly string[]): string => names.map(quotedText).join(', ');

/**
 * The statement as somebody may run it who may not see these: with masks in front of tables of which columns are hidden. Throws
 * GuardRefusal when it reads a view over anything hidden, or gets around a mask.
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
  const around =
    statement.tables.find(({ schema, name }) => schema !== undefined && names.includes(name))?.name ??
    // MariaDB takes the name of an expression in itself for the table, past every mask.
    statement.given.find(concerned);
  if (around !== undefined) {
    throw new GuardRefusal(`columns of ${around} are hidden: name it alone, and nothing else so`);
  }
  const columns = await connection.ask(
    `SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${quotedText(database)} AND TABLE_NAME IN (${listOf(names)}) ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  );
  return masking(
    statement.sql,
    names.map((name) => maskOf(name, columns, database, hidden)),
    { ...(statement.withAt !== undefined && { withAt: statement.withAt }), recursive: statement.recursive },
  );
}

function maskOf(
  name: string,
  columns: readonly (readonly (string | null)[])[],
  database: string,
  hidden: readonly Hidden[],
): Masked {
  const unseen = hiddenColumns({ name }, hidden);
  // As it is written: a name in another case is another table, or none that the mask would cover.
  const seen = columns.flatMap(([table, column]) =>
    table === name && column && !unseen.some((one) => sameName(one, column)) ? [quoted(column)] : [],
  );
  if (seen.length === 0) throw new GuardRefusal(refusal.hidden(name));
  return { name: quoted(name), qualified: `${quoted(database)}.${quoted(name)}`, columns: seen };
}

async function refuseViews(
  connection: Connection,
  { tables }: Statement,
  database: string,
  hidden: readonly Hidden[],
): Promise<void> {
  const seen = new Set<string>();
  let next = tables.map(({ name }) => name);
  while (next.length > 0) {
    for (const name of next) seen.add(name);
    const views = await connection.ask(
      `SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ${quotedText(database)} AND TABLE_NAME IN (${listOf(next)})`,
    );
    const read = views.flatMap(([view, definition]) => {
      const names = namesReadBy(definition ?? '', database);
      const shows = names?.every((name) => !hidden.some(({ table }) => sameName(table, name)));
      if (!shows) throw new GuardRefusal(refusal.hidden(view ?? ''));
      return names ?? [];
    });
    next = read.filter((name) => !seen.has(name));
  }
}
