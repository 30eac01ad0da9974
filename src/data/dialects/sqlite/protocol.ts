import type {
  Column,
  Estimate,
  ForeignKey,
  Hidden,
  Privilege,
  ResultSet,
  ValueKind,
  Verdict,
} from '../../../core/data-source.ts';

export interface SqliteSetup {
  /** Absolute path of the file. */
  readonly path: string;
}

export interface NamedTable {
  readonly name: string;
  readonly kind: 'table' | 'view';
}

/** A table as its declaration says, before anybody looked at its rows. */
export interface DeclaredTable extends NamedTable {
  readonly comment?: string;
  readonly columns: readonly DeclaredColumn[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

export type DeclaredColumn = Pick<
  Column,
  'name' | 'type' | 'kind' | 'nullable' | 'comment' | 'generatedFrom'
>;

/** What the rows of a column say of it. */
export type ColumnProfile = { readonly kind: ValueKind } & Pick<
  Column,
  'distinct' | 'values' | 'range' | 'nullShare' | 'format'
>;

export interface ProfileOrder {
  readonly table: string;
  readonly columns: readonly DeclaredColumn[];
  /** Of the table. */
  readonly rows: number;
  /** At most so many values are listed. */
  readonly maxValues: number;
}

/** What the child can be asked, and what it answers. */
export interface SqliteAnswers {
  fingerprint: string;
  tables: readonly NamedTable[];
  declaration: DeclaredTable;
  count: number;
  /** Rows, without reading them: 0 where SQLite cannot tell. */
  estimate: number;
  /** One for each column, in their order. */
  profile: readonly ColumnProfile[];
  check: Verdict;
  /** What running it would take. Undefined for a statement that may not run. */
  plan: Estimate | undefined;
  select: ResultSet;
  privileges: readonly Privilege[];
}

export type SqliteRequest =
  | { readonly kind: 'fingerprint' }
  | { readonly kind: 'tables' }
  | { readonly kind: 'privileges' }
  | { readonly kind: 'declaration'; readonly table: NamedTable }
  | { readonly kind: 'count'; readonly table: string }
  | { readonly kind: 'estimate'; readonly table: string }
  | ({ readonly kind: 'profile' } & ProfileOrder)
  | { readonly kind: 'check'; readonly sql: string; readonly hidden: readonly Hidden[] }
  | { readonly kind: 'plan'; readonly sql: string; readonly hidden: readonly Hidden[] }
  | {
      readonly kind: 'select';
      readonly sql: string;
      readonly hidden: readonly Hidden[];
      readonly maxRows: number;
      readonly maxBytes: number;
    };
