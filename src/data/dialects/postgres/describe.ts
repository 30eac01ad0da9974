import { escapeIdentifier } from 'pg';
import type { Catalogue, Column, Table } from '../../../core/data-source.ts';
import { countValuesListed } from '../../values-listed.ts';
import { type Look, lookFor } from './look.ts';
import { type ColumnProfile, profileRows, rangesOf } from './profile.ts';
import type { Server } from './server.ts';
import type { Structure, StructureTable } from './structure.ts';

/** Milliseconds for the rows of all tables. */
const allMs = 30_000;
/** Rows that are looked at: of larger tables so many from all over it. */
const wholeRows = 50_000;
/** Rows up to which a table is counted whose number is known to be about that, and up to which ranges are looked for. */
const countedRows = 1_000_000;
const rangedRows = 10_000_000;
/** Tables of few rows that are looked at together: most of the time goes into the ways to and fro. */
const together = 25;
const fewRows = 5_000;

export interface DescribeOptions {
  readonly source: string;
  readonly server: Server;
  readonly structure: Structure;
  readonly timeZone: string;
  readonly signal: AbortSignal;
}

interface Profile {
  readonly rows: number;
  /** In the order of the table's columns; empty when nothing could be seen. */
  readonly columns: readonly ColumnProfile[];
}

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe(options: DescribeOptions): Promise<Catalogue> {
  const { source, server, structure, timeZone, signal } = options;
  const look = lookFor(allMs, server, signal);
  const nameOf = (table: StructureTable) =>
    [table.schema ?? structure.defaultSchema ?? [], table.name].flat().map(escapeIdentifier).join('.');
  const tables: Table[] = [];
  const listed = countValuesListed();

  for (const group of grouped(structure.tables)) {
    const small =
      group.length > 1
        ? await look(async (session) => {
            const found: Profile[] = [];
            for (const table of group) {
              const rows = { from: nameOf(table), columns: table.columns };
              found.push(await profileRows(session, rows, { whole: true, maxValues: listed.most() }));
            }
            return found;
          })
        : undefined;
    for (const [at, table] of group.entries()) {
      const profile =
        small?.[at] ?? (await profileAlone(table, { look, from: nameOf(table), maxValues: listed.most() }));
      const described = withProfile(table, profile);
      tables.push(described);
      listed.add(described.columns);
    }
  }
  return { source, dialect: 'postgres', fingerprint: structure.fingerprint, timeZone, tables };
}

/** Neighbours that are known to be small. */
function grouped(tables: readonly StructureTable[]): readonly (readonly StructureTable[])[] {
  const groups: StructureTable[][] = [];
  for (const table of tables) {
    const last = groups.at(-1);
    if (last?.every(isSmall) && last.length < together && isSmall(table)) last.push(table);
    else groups.push([table]);
  }
  return groups;
}

/** One that was never analysed says 0, and may hold anything. */
const isSmall = ({ rows, sampled }: StructureTable): boolean => sampled && rows > 0 && rows <= fewRows;

interface AloneOptions {
  readonly look: Look;
  readonly from: string;
  readonly maxValues: number;
}

async function profileAlone(
  table: StructureTable,
  { look, from, maxValues }: AloneOptions,
): Promise<Profile> {
  const { columns } = table;
  const counted =
    table.rows <= countedRows
      ? await look((session) => session.ask<{ n: string }>(`SELECT count(*) AS n FROM ${from}`))
      : undefined;
  const rows = counted ? Number(counted[0]?.n) : table.rows;
  if (rows <= wholeRows && counted) {
    const seen = await look((session) => profileRows(session, { from, columns }, { whole: true, maxValues }));
    return { rows, columns: seen?.columns ?? [] };
  }
  const names = columns.map(({ name }) => escapeIdentifier(name)).join(', ');
  // Twice as many as are wanted, since pages are filled differently.
  const sampling = table.sampled
    ? `TABLESAMPLE system (${Math.min(100, (200 * wholeRows) / Math.max(rows, 1))})`
    : '';
  const part = `(SELECT ${names} FROM ${from} ${sampling} LIMIT ${wholeRows}) AS part`;
  const seen = await look((session) =>
    profileRows(session, { from: part, columns }, { whole: false, maxValues }),
  );
  const ranges =
    rows <= rangedRows ? await look((session) => rangesOf(session, { from, columns })) : undefined;
  return {
    rows,
    columns: columns.map((_, at) => {
      const range = ranges?.[at];
      return { ...seen?.columns[at], ...(range && { range }) };
    }),
  };
}

function withProfile({ sampled, reads, ...table }: StructureTable, { rows, columns }: Profile): Table {
  return {
    ...table,
    rows,
    columns: table.columns.map(
      ({ enumeration, ...column }, at): Column => ({
        ...column,
        ...columns[at],
        ...(enumeration && { values: { list: enumeration, complete: true } }),
      }),
    ),
  };
}
