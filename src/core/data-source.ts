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
  /** Of a generated column: those of its table that it is computed from. */
  readonly generatedFrom?: readonly string[];
  /** How many different values it has, null not counted. */
  readonly distinct?: number;
  /** Values of a text column, most frequent first; `complete` when there are no others. */
  readonly values?: { readonly list: readonly string[]; readonly complete: boolean };
  /** Smallest and largest value of numbers and dates. */
  readonly range?: { readonly min: number | string; readonly max: number | string };
  /** How many of its cells are null, from 0 to 1. */
  readonly nullShare?: number;
  /** How its texts are written when they are alike, with 9 for a digit and A for a letter: 'AA-9999'. */
  readonly format?: string;
}

/** `columns` point to the columns `references` of `table`, in pairs; `table` with its schema where the catalogue gives that. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
}

export interface Table {
  readonly name: string;
  /** Of a table that has to be named with its schema; absent where its name is enough. */
  readonly schema?: string;
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
  /** IANA name of the zone in which its times are meant; absent: UTC. */
  readonly timeZone?: string;
  readonly tables: readonly Table[];
  /** So many tables of the source are not in it, since one question hardly needs them; absent: it is whole. */
  readonly leftOut?: number;
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
  /** About how many rows it would have had: only of one that was cut, where the database can tell. */
  readonly about?: number;
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

/** A table, or with `column` one of its columns, that somebody may not see. Named as in the catalogue, without regard to case. */
export interface Hidden {
  /** 'users', or 'staff.users' where the catalogue gives the schema. */
  readonly table: string;
  readonly column?: string;
}

/** What running a statement would take, as the database expects before it runs anything. */
export interface Estimate {
  /** Rows that it would read or make on the way to its result. */
  readonly rows: number;
  /** It combines every row of one table with every row of another. */
  readonly cartesian: boolean;
}

/** One thing that the login of a source may do and should not, or cannot do, as it should be. */
export interface Privilege {
  /** 'write rows', 'read files on the server'. */
  readonly name: string;
  readonly ok: boolean;
  /** What was tried and what came of it. */
  readonly detail: string;
}

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
  /** Of a statement that was checked; runs nothing. Undefined where the database cannot tell. */
  estimate(sql: string, signal: AbortSignal): Promise<Estimate | undefined>;
  /**
   * Checks and runs one statement read-only. Rejects with SQL_REFUSED, SQL_FAILED (with the database's own words),
   * SQL_TIMED_OUT, SQL_TOO_LARGE, CHILD_OUT_OF_MEMORY, SOURCE_UNAVAILABLE, or the signal's reason; settles only when the
   * database is idle again.
   */
  select(sql: string, limits: SelectLimits): Promise<ResultSet>;
  /** Tries what the login must not be able to do, and undoes it. */
  privileges(signal: AbortSignal): Promise<readonly Privilege[]>;
  /** The same database for somebody who may not see these, besides what nobody may see. Not closed by itself. */
  hiding(hidden: readonly Hidden[]): DataSource;
  close(): Promise<void>;
}
