import { folded, quoted } from './names.ts';

const filler = (at: number) => `column ${at}`;

/** Imagined tables that grow until a statement fits them. */
export interface ScratchTables {
  names(): readonly string[];
  ddl(): string;
  has(table: string, column: string): boolean;
  addTable(table: string): void;
  /** `guessed`: nobody said that it is of this table. */
  addColumn(table: string, column: string, guessed: boolean): void;
  removeColumn(table: string, column: string): void;
  /** Takes a guess about this column back, and never makes it again; false when there was none. */
  takeBackGuess(column: string): boolean;
  mayGuess(table: string, column: string): boolean;
  /** Every table has at least so many columns from now on; false when they had. */
  widen(columns: number): boolean;
  width(): number;
}

export function createScratchTables(): ScratchTables {
  const tables = new Map<string, string[]>();
  const guesses = new Map<string, string[]>();
  const wrong = new Set<string>();
  let least = 1;

  const columnsOf = (table: string) => tables.get(table) ?? [];
  const key = (table: string, column: string) => `${table}\n${folded(column)}`;
  const removeColumn = (table: string, column: string) =>
    tables.set(
      table,
      columnsOf(table).filter((name) => folded(name) !== folded(column)),
    );

  return {
    names: () => [...tables.keys()],
    ddl: () =>
      [...tables]
        .map(([table, columns]) => {
          const fillers = Array.from({ length: Math.max(0, least - columns.length) }, (_, at) => filler(at));
          return `CREATE TABLE ${quoted(table)} (${[...columns, ...fillers].map(quoted).join(', ')});`;
        })
        .join('\n'),
    has: (table, column) => columnsOf(table).some((name) => folded(name) === folded(column)),
    addTable: (table) => void tables.set(table, []),
    addColumn(table, column, guessed) {
      tables.set(table, [...columnsOf(table), column]);
      if (guessed) guesses.set(folded(column), [...(guesses.get(folded(column)) ?? []), table]);
    },
    removeColumn,
    takeBackGuess(column) {
      const table = guesses.get(folded(column))?.pop();
      if (table === undefined) return false;
      wrong.add(key(table, column));
      removeColumn(table, column);
      return true;
    },
    mayGuess: (table, column) => !wrong.has(key(table, column)),
    widen(columns) {
      if (columns <= least) return false;
      least = columns;
      return true;
    },
    width: () => Math.max(least, ...[...tables.values()].map((columns) => columns.length)),
  };
}
