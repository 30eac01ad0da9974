import type { ResultSet } from '../../src/core/data-source.ts';
import type { TableBlock } from '../../src/core/reply.ts';

/** A page of a result; one that is out of bounds gives the nearest there is. */
export function tablePage(result: ResultSet, page: number, pageRows: number): TableBlock {
  const pages = Math.max(1, Math.ceil(result.rows.length / pageRows));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    kind: 'table',
    columns: result.columns,
    rows: result.rows.slice((shown - 1) * pageRows, shown * pageRows),
    page: shown,
    pages,
    totalRows: result.rows.length,
  };
}
