import type { Catalogue, Cell, Column, ResultColumn, ResultSet, Table } from '../../src/core/data-source.ts';
import type { Say } from '../../src/core/text.ts';

/** Values of a column that are shown as examples, or as all there are. */
const examples = 3;
const allThereAre = 6;

/** One row for each table. */
export function tablesOverview({ tables }: Catalogue, say: Say): ResultSet {
  const columns: ResultColumn[] = [
    { name: say('schema.table'), kind: 'text' },
    { name: say('schema.rows'), kind: 'integer' },
    { name: say('schema.columns'), kind: 'integer' },
    { name: say('schema.about'), kind: 'text' },
  ];
  const rows = tables.map((table) => [table.name, table.rows, table.columns.length, table.comment ?? '']);
  return { columns, rows, truncated: false, ms: 0 };
}

/** One row for each column of a table. */
export function columnsOverview(table: Table, say: Say): ResultSet {
  const columns: ResultColumn[] = (['column', 'type', 'key', 'values', 'about'] as const).map((word) => ({
    name: say(`schema.${word}`),
    kind: 'text',
  }));
  const rows = table.columns.map((column): Cell[] => [
    column.name,
    say(`schema.kind.${column.kind}`),
    keyOf(table, column, say),
    valuesOf(column, say),
    column.comment ?? '',
  ]);
  return { columns, rows, truncated: false, ms: 0 };
}

function keyOf({ primaryKey, foreignKeys }: Table, { name }: Column, say: Say): string {
  const own = primaryKey.includes(name) ? [say('schema.primary')] : [];
  const others = foreignKeys.flatMap(({ columns, table, references }) =>
    columns.flatMap((column, at) => (column === name ? [`→ ${table}.${references[at]}`] : [])),
  );
  return [...own, ...others].join(' ');
}

function valuesOf({ values, range }: Column, say: Say): string {
  if (range) {
    const { min, max } = range;
    return min === max ? String(min) : say('schema.range', { min, max });
  }
  if (!values) return '';
  const { complete } = values;
  const list = values.list.map((value) => value || '""');
  if (complete && list.length <= allThereAre) return list.join(', ');
  return [...list.slice(0, examples), '…'].join(', ');
}
