import type { DuckDBConnection } from '@duckdb/node-api';
import type { Hidden } from '../../../core/data-source.ts';
import { hiddenColumns, isHiddenTable, sameName } from '../../guard/cut.ts';
import { refusal } from '../../guard/facts.ts';
import { type Masked, masking } from '../../guard/mask.ts';
import { folded, type Read } from './found.ts';
import type { Known } from './known.ts';
import { qualified, quoted } from './names.ts';
import type { DeclaredColumn, DeclaredTable } from './protocol.ts';
import { told } from './sql-error.ts';
import { judge, type Refused, refusedBy, understand } from './understood.ts';

/** `sql` is what may run: what is hidden from the asker is hidden in it. `listed`: see Understood. */
export type Inspection =
  | Refused
  | { readonly kind: 'allowed'; readonly sql: string; readonly listed?: string };

/** May this statement run for somebody who may not see these? Runs nothing. */
export async function inspect(
  connection: DuckDBConnection,
  known: Known,
  sql: string,
  hidden: readonly Hidden[],
): Promise<Inspection> {
  const understood = await understand(connection, sql);
  if (understood.kind === 'refused') return understood;
  const { found, listed } = understood;
  const reads = found.tables.map((read) => ({ read, table: known.find(read) }));
  // What is hidden is told apart below, where it can be named as the statement does.
  const rules = { tables: known.tables, hidden: [] };
  const tables = reads.map(({ read, table }) => (table ? plainName(table) : read));
  const refused = judge({ ...found, tables }, rules, known.functions);
  if (refused) return refused;

  const type = found.types.find((name) => isUnseenType(name, known, hidden));
  if (type !== undefined) return refusedBy('guard', told(`the type ${type} is not allowed`));

  const masked = new Map<string, Masked>();
  for (const { read, table } of reads) {
    const why = table ? whyUnseen(read, table, known, hidden) : refusal.hidden(read.name);
    if (why !== undefined) return refusedBy('guard', told(why));
    if (table && hiddenColumns(table, hidden).length > 0) masked.set(folded(table.name), mask(table, hidden));
  }
  if (masked.size === 0) return { kind: 'allowed', sql, ...(listed !== undefined && { listed }) };
  const covered = masking(sql, [...masked.values()], { ...beginning(sql), hint: 'NOT MATERIALIZED ' });
  const again = await understand(connection, covered);
  if (again.kind === 'refused') return again;
  // DuckDB, not we, says that the masks stand before everything else.
  const first = again.found.expressions.slice(0, masked.size);
  if ([...masked.keys()].join('\n') !== first.join('\n')) return refusedBy('guard', refusal.tooComplicated);
  return { kind: 'allowed', sql: covered, ...(again.listed !== undefined && { listed: again.listed }) };
}

function whyUnseen(
  read: Read,
  table: DeclaredTable,
  known: Known,
  hidden: readonly Hidden[],
): string | undefined {
  const spelt = read.schema === undefined ? read.name : `${read.schema}.${read.name}`;
  if (isHiddenTable(table, hidden) || known.showsHidden(table, hidden)) return refusal.hidden(spelt);
  if (hiddenColumns(table, hidden).length === 0) return undefined;
  // Its mask stands for the plain name alone.
  return read.schema !== undefined || seenColumns(table, hidden).length === 0
    ? refusal.hidden(spelt)
    : undefined;
}

/** The labels of an enumeration are hidden with the columns that have them, unless another one shows them. */
function isUnseenType(name: string, known: Known, hidden: readonly Hidden[]): boolean {
  const declared = known.enumerations.get(name);
  if (!declared || hidden.length === 0) return false;
  const seen = known.tables
    .filter((table) => !isHiddenTable(table, hidden) && !known.showsHidden(table, hidden))
    .flatMap((table) => seenColumns(table, hidden).map(({ type }) => type));
  return !declared.every((type) => seen.includes(type));
}

const plainName = ({ schema, name }: DeclaredTable): Read =>
  schema === undefined ? { name } : { schema, name };

const mask = (table: DeclaredTable, hidden: readonly Hidden[]): Masked => ({
  name: quoted(table.name),
  qualified: qualified(table),
  columns: seenColumns(table, hidden).map(({ name }) => quoted(name)),
});

function seenColumns(table: DeclaredTable, hidden: readonly Hidden[]): readonly DeclaredColumn[] {
  const unseen = hiddenColumns(table, hidden);
  return table.columns.filter(({ name }) => !unseen.some((one) => sameName(one, name)));
}

/** Where a statement that begins with WITH goes on; see `masking`. */
function beginning(sql: string): { withAt?: number; recursive?: boolean } {
  const [head, recursive] = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*with\b(\s+recursive\b)?/i.exec(sql) ?? [];
  return head === undefined ? {} : { withAt: head.length, recursive: recursive !== undefined };
}
