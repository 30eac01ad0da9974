import type {
  Column,
  Estimate,
  Hidden,
  Privilege,
  ResultSet,
  Table,
  Verdict,
} from '../../../core/data-source.ts';

export interface DuckdbSetup {
  /** Absolute path of a database, or of a file or folder of tables. */
  readonly path: string;
  readonly kind: 'database' | 'files';
  /** Bytes that DuckDB may use. */
  readonly maxMemory: number;
  readonly timeZone: string;
}

/** A table as its declaration says, before anybody looked at its rows. */
export interface DeclaredTable extends Omit<Table, 'rows' | 'columns'> {
  readonly columns: readonly DeclaredColumn[];
}

export type DeclaredColumn = Pick<
  Column,
  'name' | 'type' | 'kind' | 'nullable' | 'comment' | 'generatedFrom'
>;

/** What the rows of a column say of it. */
export type ColumnProfile = Pick<Column, 'kind' | 'distinct' | 'values' | 'range' | 'nullShare' | 'format'>;

export interface ProfileOrder {
  readonly table: Pick<Table, 'schema' | 'name'>;
  readonly column: DeclaredColumn;
  /** Of the table. */
  readonly rows: number;
  /** At most so many values are listed. */
  readonly maxValues: number;
}

/** What the child can be asked, and what it answers. */
export interface DuckdbAnswers {
  fingerprint: string;
  tables: readonly DeclaredTable[];
  viewsOver: readonly string[];
  count: number;
  profile: ColumnProfile;
  check: Verdict;
  estimate: Estimate | undefined;
  select: ResultSet;
  privileges: readonly Privilege[];
}

interface Statement {
  readonly sql: string;
  readonly hidden: readonly Hidden[];
}

export type DuckdbRequest =
  | { readonly kind: 'fingerprint' }
  | { readonly kind: 'tables' }
  | { readonly kind: 'viewsOver'; readonly hidden: readonly Hidden[] }
  | { readonly kind: 'count'; readonly table: Pick<Table, 'schema' | 'name'> }
  | ({ readonly kind: 'profile' } & ProfileOrder)
  | ({ readonly kind: 'check' } & Statement)
  | ({ readonly kind: 'estimate' } & Statement)
  | ({ readonly kind: 'select'; readonly maxRows: number; readonly maxBytes: number } & Statement)
  | { readonly kind: 'privileges' };
