import type { ResultSet } from '../../src/core/data-source.ts';
import type { TableBlock } from '../../src/core/reply.ts';

/** Nobody reads more of them side by side; 2,000 would keep everybody else waiting while they are drawn. */
const maxColumns = 100;

/** A page of a result, of a wide one the first columns; a page that is out of bounds gives the nearest there is. */
export function tablePage(result: ResultSet, page: number, pageRows: number): TableBlock {
  const pages = Math.max(1, Math.ceil(result.rows.length / pageRows));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    kind: 'table',
    columns: result.columns.slice(0, maxColumns),
    rows: result.rows.slice((shown - 1) * pageRows, shown * pageRows).map((row) => row.slice(0, maxColumns)),
    page: shown,
    pages,
    totalRows: result.rows.length,
  };
}
