import { setImmediate } from 'node:timers/promises';
import type { Catalogue, Table } from '../../core/data-source.ts';

/** A word in the name of a table says more than one in a column's, and that more than one in a comment. */
const inTable = 4;
const inColumn = 2;
const inComment = 1;
/** Tables that are read without a pause. */
const atOnce = 20;

/** How much each word of a catalogue speaks for each table, by its place in the catalogue. */
type Index = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Of a catalogue that is too long for a prompt: the tables that a text seems to be about, best first. */
export type FindTables = (text: string) => readonly Table[];

/** Reads the words of a catalogue once, for many questions. It takes a while, and lets others have their turn meanwhile. */
export async function findTablesIn({ tables }: Catalogue): Promise<FindTables> {
  const index = await indexOf(tables);
  return (text) => {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(text))) {
      const places = index.get(word) ?? new Map<number, number>();
      // A word that is everywhere tells nothing.
      for (const [at, weight] of places) scores.set(at, (scores.get(at) ?? 0) + weight / places.size);
    }
    const best = [...scores].sort(([, a], [, b]) => b - a).flatMap(([at]) => tables[at] ?? []);
    return withTargets(best, tables);
  };
}

/** After each table those that it refers to: an answer often joins them. */
function withTargets(best: readonly Table[], tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const targets = (table: Table) => table.foreignKeys.flatMap((key) => byName.get(key.table) ?? []);
  return [...new Set(best.flatMap((table) => [table, ...targets(table)]))];
}

async function indexOf(tables: readonly Table[]): Promise<Index> {
  const index = new Map<string, Map<number, number>>();
  for (const [at, { name, comment = '', columns }] of tables.entries()) {
    if (at % atOnce === 0) await setImmediate();
    const add = (text: string, weight: number) => {
      for (const word of wordsOf(text)) {
        const places = index.get(word) ?? new Map<number, number>();
        places.set(at, Math.max(weight, places.get(at) ?? 0));
        index.set(word, places);
      }
    };
    add(name, inTable);
    add(comment, inComment);
    for (const column of columns) {
      add(column.name, inColumn);
      add(column.comment ?? '', inComment);
    }
  }
  return index;
}

/** orderItems and order_items are 'order' and 'item'; what is written without spaces is taken in pairs of letters. */
function wordsOf(text: string): string[] {
  const parts = text.replaceAll(/(?<=\p{Lowercase})(?=\p{Uppercase})/gu, ' ').toLowerCase();
  return (parts.match(/\p{Letter}+|\p{Number}+/gu) ?? []).flatMap((word) =>
    /^[a-z0-9]+$/.test(word) ? word.replace(/s$/, '') : pairsOf(word),
  );
}

const pairsOf = (word: string): string[] =>
  word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
