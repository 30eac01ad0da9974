import type { Catalogue, Column, Table } from '../../core/data-source.ts';
import { chooseTables } from './choose.ts';
import { cutToSize } from './cut-to-size.ts';
import { createLinks } from './links.ts';
import { type Mention, rank } from './rank.ts';
import type { Subject } from './subject.ts';
import { tableNames } from './table-names.ts';
import { createTextIndex } from './text-index.ts';

export interface SliceLimits {
  readonly tables: number;
  /** Bytes of UTF-8 of the tables' text: a token is about three, names and marks being dearer than prose. */
  readonly bytes: number;
}

/** 12 tables and 8,000 tokens. */
export const sliceLimits: SliceLimits = { tables: 12, bytes: 24_000 };

export interface Retriever {
  /** The part of the catalogue that a question needs, as far as words, values and keys tell. Takes some milliseconds. */
  slice(subject: Subject, limits: SliceLimits): Catalogue;
}

/** Reads a catalogue once, for many questions. It takes a while, and lets others have their turn meanwhile. */
export async function createRetriever(catalogue: Catalogue): Promise<Retriever> {
  const { tables } = catalogue;
  const known = {
    tables,
    index: await createTextIndex(tables),
    links: await createLinks(tables),
    names: tableNames(tables),
  };
  return {
    slice(subject, limits) {
      const ranking = rank(known, subject);
      const wanted = chooseTables(ranking, known.links, limits.tables).flatMap((at) => {
        const table = tables[at];
        if (!table) return [];
        const spokenOf = ranking.columns.get(at) ?? new Map<number, Mention>();
        return [
          {
            table: withValuesFirst(table, spokenOf),
            fits: new Map([...spokenOf].map(([column, { fit }]) => [table.columns[column]?.name ?? '', fit])),
          },
        ];
      });
      const fitting = cutToSize(wanted, limits.bytes);
      return { ...catalogue, tables: fitting, leftOut: tables.length - fitting.length };
    },
  };
}

/** So that a writer sees how a value that was spoken of is written. */
function withValuesFirst(table: Table, spokenOf: ReadonlyMap<number, Mention>): Table {
  const columns = table.columns.map((column, at): Column => {
    const first = spokenOf.get(at)?.values ?? [];
    if (!column.values || first.length === 0) return column;
    const rest = column.values.list.filter((value) => !first.includes(value));
    return { ...column, values: { ...column.values, list: [...first, ...rest] } };
  });
  return { ...table, columns };
}
