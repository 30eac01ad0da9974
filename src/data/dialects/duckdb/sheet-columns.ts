import type { CellValue, Row } from 'read-excel-file/node';

/** A column of a sheet, and what its cells say of its type. */
export interface SheetColumn {
  /** Its place in a row. */
  readonly at: number;
  readonly name: string;
  readonly type: 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'VARCHAR';
  /** A cell as DuckDB reads it for this type. */
  write(cell: SheetCell): string;
}

// The reader's own declaration says that a date is the constructor of dates.
type SheetCell = Exclude<CellValue, typeof Date> | Date;
export type SheetRow = readonly (SheetCell | null)[];

/** UTF-16 units. */
const maxName = 100;
const noTime = /T00:00:00\.000Z$/;

/**
 * The columns of a sheet and the rows below its head. The head is the first row with anything in it, when all that is in it are
 * texts; what stands above a table in one cell alone is a title and no head.
 */
export function sheetColumns(data: readonly Row[]): {
  columns: readonly SheetColumn[];
  rows: readonly SheetRow[];
} {
  // See SheetCell.
  const all = (data as readonly unknown[] as readonly SheetRow[]).filter((row) => row.some(isFilled));
  const width = Math.max(0, ...all.map((row) => row.findLastIndex(isFilled) + 1));
  const start = all.findIndex((row) => width === 1 || row.filter(isFilled).length > 1);
  const table = all.slice(Math.max(0, start));
  const [head = []] = table;
  const headed = table.length > 1 && head.every((cell) => cell === null || typeof cell === 'string');
  const rows = headed ? table.slice(1) : table;
  const names = columnNames(Array.from({ length: width }, (_, at) => (headed ? (head[at] ?? null) : null)));
  const columns = names.flatMap((name, at) => {
    const cells = rows.flatMap((row) => row[at] ?? []);
    // A column without head and cells is none.
    return cells.length === 0 && (head[at] ?? null) === null ? [] : [{ at, name, ...typed(cells) }];
  });
  return { columns, rows };
}

const isFilled = (cell: SheetCell | null): boolean => cell !== null && cell !== '';

function columnNames(heads: readonly (SheetCell | null)[]): readonly string[] {
  const taken = new Set<string>();
  return heads.map((head, at) => {
    const title =
      typeof head === 'string' ? head.replace(/\s+/g, ' ').trim().slice(0, maxName).toWellFormed() : '';
    const first = title === '' ? `column${at + 1}` : title;
    let name = first;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${first}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function typed(cells: readonly SheetCell[]): Pick<SheetColumn, 'type' | 'write'> {
  if (cells.length > 0) {
    if (cells.every((cell) => typeof cell === 'boolean')) return { type: 'BOOLEAN', write: String };
    if (cells.every((cell) => typeof cell === 'number')) {
      return { type: cells.every(Number.isSafeInteger) ? 'BIGINT' : 'DOUBLE', write: String };
    }
    if (cells.every((cell) => cell instanceof Date)) {
      const whole = cells.every((cell) => noTime.test(iso(cell)));
      return { type: whole ? 'DATE' : 'TIMESTAMP', write: (cell) => iso(cell).slice(0, whole ? 10 : 23) };
    }
  }
  return { type: 'VARCHAR', write: (cell) => (cell instanceof Date ? iso(cell).slice(0, 19) : String(cell)) };
}

/** A date beyond what a calendar of four digits holds is no date. */
const iso = (cell: SheetCell): string =>
  cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : String(cell);
