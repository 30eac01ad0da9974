export type Dialect = 'postgres' | 'mysql' | 'sqlite' | 'duckdb';

/** How a value is compared and drawn, whatever the database calls its type. */
export type ValueKind = 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean' | 'other';

/** A column, and what its values tell; what was not looked at is absent. */
export interface Column {
  readonly name: string;
  /** As declared: 'VARCHAR(20)'. */
  readonly type: string;
  readonly kind: ValueKind;
  readonly nullable: boolean;
  readonly comment?: string;
  /** How many different values it has, null not counted. */
  readonly distinct?: number;
  /** Values of a text column, most frequent first; `complete` when there are no others. */
  readonly values?: { readonly list: readonly string[]; readonly complete: boolean };
  /** Smallest and largest value of numbers and dates. */
  readonly range?: { readonly min: number | string; readonly max: number | string };
}

/** `columns` point to the columns `references` of `table`, in pairs. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment?: string;
  /** Exact or estimated; 0 also for a view that is too slow to be counted. */
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** What we know of a source's tables. */
export interface Catalogue {
  readonly source: string;
  readonly dialect: Dialect;
  /** Changes when the schema does. */
  readonly fingerprint: string;
  readonly tables: readonly Table[];
}

/** bigint, decimal and blob are strings, so that nothing is lost in JSON. */
export type Cell = string | number | boolean | null;

export interface ResultColumn {
  readonly name: string;
  readonly kind: ValueKind;
}

export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  /** Cells in column order. */
  readonly rows: readonly (readonly Cell[])[];
  /** There were more rows or longer cells than the limits let through. */
  readonly truncated: boolean;
  /** Milliseconds in the database. */
  readonly ms: number;
}

export interface SelectLimits {
  readonly maxRows: number;
  /** Bytes of the whole result, as JSON. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** `why` is a short English phrase, for people and for the writer that mends its draft: 'it is more than one statement'. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A database that people may ask. Every question to it rejects with SOURCE_UNAVAILABLE when it cannot be reached. */
export interface DataSource {
  readonly name: string;
  readonly title: string;
  readonly dialect: Dialect;
  /** Cheap: tells whether a catalogue is still true. */
  fingerprint(signal: AbortSignal): Promise<string>;
  /** Reads the whole catalogue, which can take a while. */
  describe(signal: AbortSignal): Promise<Catalogue>;
  /** The guard: may this statement run here? Never throws for a bad statement. */
  check(sql: string, signal: AbortSignal): Promise<Verdict>;
  /**
   * Checks and runs one statement read-only. Rejects with SQL_REFUSED, SQL_FAILED (with the database's own words),
   * SQL_TIMED_OUT, SQL_TOO_LARGE, CHILD_OUT_OF_MEMORY, SOURCE_UNAVAILABLE, or the signal's reason; settles only when the
   * database is idle again.
   */
  select(sql: string, limits: SelectLimits): Promise<ResultSet>;
  close(): Promise<void>;
}
