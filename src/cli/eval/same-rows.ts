import type { Cell } from '../../core/data-source.ts';

export type Row = readonly Cell[];

const tolerance = 1e-6;

/**
 * Whether two results say the same: as lists when `ordered`, else as bags; the order of columns does not matter, and numbers
 * may differ by 1e-6 of their size.
 */
export function sameRows(gold: readonly Row[], got: readonly Row[], ordered: boolean): boolean {
  if (gold.length !== got.length) return false;
  const [first] = gold;
  if (!first) return true;
  if (got[0]?.length !== first.length) return false;
  const same = ordered ? sameList : sameBag;
  for (const columns of pairings(gold, got, first.length)) {
    const arranged = got.map((row) => columns.map((at) => row[at] ?? null));
    if (same(gold, arranged)) return true;
  }
  return false;
}

/** Every way to give each column of `gold` its own column of `got` with the same values in it. */
function* pairings(gold: readonly Row[], got: readonly Row[], width: number): Iterable<readonly number[]> {
  const column = (rows: readonly Row[], at: number): Row[] => rows.map((row) => [row[at] ?? null]);
  const indices = [...Array(width).keys()];
  const contents = indices.map((at) => JSON.stringify(column(got, at)));
  const fits = indices.map((mine) =>
    indices.filter((theirs) => sameBag(column(gold, mine), column(got, theirs))),
  );
  function* extend(taken: readonly number[]): Iterable<readonly number[]> {
    if (taken.length === width) yield taken;
    // Of columns that are alike one stands for all: else ten of them could be arranged in millions of ways.
    const tried = new Set<string | undefined>();
    for (const at of fits[taken.length] ?? []) {
      if (taken.includes(at) || tried.has(contents[at])) continue;
      tried.add(contents[at]);
      yield* extend([...taken, at]);
    }
  }
  yield* extend([]);
}

const sameList = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.every((row, at) => sameRow(row, b[at] ?? []));

/** Rows whose texts differ never match, so that numbers are compared only within rows of the same texts. */
function sameBag(a: readonly Row[], b: readonly Row[]): boolean {
  const byTexts = Map.groupBy(b, textsOf);
  return a.every((row) => {
    const alike = byTexts.get(textsOf(row)) ?? [];
    const at = alike.findIndex((other) => sameRow(row, other));
    if (at < 0) return false;
    alike.splice(at, 1);
    return true;
  });
}

const textsOf = (row: Row): string =>
  JSON.stringify(row.map((cell) => (typeof asNumber(cell) === 'number' ? 0 : cell)));

const sameRow = (a: Row, b: Row): boolean => a.every((cell, at) => sameCell(cell, b[at] ?? null));

function sameCell(a: Cell, b: Cell): boolean {
  const [x, y] = [asNumber(a), asNumber(b)];
  if (typeof x !== 'number' || typeof y !== 'number') return x === y;
  return Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(x), Math.abs(y));
}

/** SQLite's truth is a number: a column that is declared boolean says the same as one that is computed. */
const asNumber = (cell: Cell): Cell => (typeof cell === 'boolean' ? Number(cell) : cell);

/** Whether the statement itself, not a part of it in brackets, puts its rows in order. */
export function isOrdered(sql: string): boolean {
  let depth = 0;
  for (const [token] of sql.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\border\s+by\b/gi)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth === 0 && /^order/i.test(token)) return true;
  }
  return false;
}
