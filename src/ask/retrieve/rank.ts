import type { Table } from '../../core/data-source.ts';
import { type Found, findTexts } from './find-texts.ts';
import type { Links } from './links.ts';
import { type Subject, saidIn, statementsIn } from './subject.ts';
import { namedTables, type TableNames } from './table-names.ts';
import type { TextIndex } from './text-index.ts';
import type { TextKind } from './texts.ts';

/** What a word counts by where it stands. */
const weights: Readonly<Record<TextKind, number>> = { table: 1, column: 0.7, value: 0.8, comment: 0.4 };
/** What a table gets of the best of those that it can be joined with: they are often needed together. */
const neighbourShare = 0.35;

/** Values that a column shows for what was said. */
const maxValues = 8;

/** What a question said of a catalogue. Tables and columns by their places. */
export interface Ranking {
  /** Of each table that something speaks for, also if only that it belongs to such a one. */
  readonly scores: ReadonlyMap<number, number>;
  /** Of the tables that are spoken of themselves. */
  readonly own: ReadonlyMap<number, number>;
  /** Columns that are spoken of. */
  readonly columns: ReadonlyMap<number, ReadonlyMap<number, Mention>>;
}

/** How a column is spoken of. */
export interface Mention {
  /** More the more of its words were said. */
  readonly fit: number;
  /** The values by which, the most fitting first. */
  readonly values: readonly string[];
}

export interface Known {
  readonly tables: readonly Table[];
  readonly index: TextIndex;
  readonly links: Links;
  readonly names: TableNames;
}

export function rank(known: Known, subject: Subject): Ranking {
  const own = new Map<number, number>();
  const columns = new Map<number, Map<number, Mention>>();
  for (const { text, share } of saidIn(subject)) {
    const found = findTexts(known.index, text);
    for (const [table, score] of scoresOf(known, found))
      own.set(table, (own.get(table) ?? 0) + share * score);
    noteColumns(known, columns, found);
  }
  const best = Math.max(0, ...own.values()) || 1;
  for (const { text, share } of statementsIn(subject))
    for (const table of namedTables(known.names, text)) own.set(table, (own.get(table) ?? 0) + share * best);
  return { scores: withNeighbours(known.links, own), own, columns };
}

/** For each table what each word says for it at best, where a word that few tables know says more. */
function scoresOf({ tables, index }: Known, found: readonly Found[]): ReadonlyMap<number, number> {
  const byWord = new Map<string, Map<number, number>>();
  for (const { id, place, words } of found) {
    const exact = precision(place.group.kind, Math.min(1, words.size / index.lengthOf(id)));
    for (const [word, surely] of words) {
      const evidence = byWord.get(word) ?? new Map<number, number>();
      const { table, kind } = place.group;
      evidence.set(table, Math.max(evidence.get(table) ?? 0, weights[kind] * surely * exact));
      byWord.set(word, evidence);
    }
  }
  const scores = new Map<number, number>();
  for (const [word, evidence] of byWord) {
    // Tables that only just know the word make it no commoner.
    const strongest = Math.max(...evidence.values());
    const knowing = [...evidence.values()].reduce((sum, each) => sum + each / strongest, 0);
    const rarity = Math.log(1 + tables.length / knowing);
    for (const [table, each] of evidence)
      scores.set(table, (scores.get(table) ?? 0) + rarity * importanceOf(word) * each);
  }
  return scores;
}

/** Numbers are mostly bounds and no values, and some words say what to do with the rows and not which. */
const importanceOf = (word: string): number => (/^\p{N}+$/u.test(word) || asking.has(word) ? 0.3 : 1);

const asking = new Set(
  (
    'find show list give return tell display get count number total sum average mean maximum minimum highest lowest ' +
    'most least order sort descending ascending different distinct all data value record row'
  ).split(' '),
);

/** A value of which only one word of three was said is hardly meant; a comment says many things. */
function precision(kind: TextKind, share: number): number {
  switch (kind) {
    case 'value':
      return share ** 1.5;
    case 'comment':
      return 0.7 + 0.3 * share;
    case 'table':
    case 'column':
      return 0.5 + 0.5 * share;
  }
}

function withNeighbours(links: Links, own: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const lent = new Map<number, number>();
  for (const [table, score] of own)
    for (const other of links.of(table)) lent.set(other, Math.max(lent.get(other) ?? 0, score));
  const scores = new Map(own);
  for (const [table, score] of lent) scores.set(table, (own.get(table) ?? 0) + neighbourShare * score);
  return scores;
}

function noteColumns(
  { index }: Known,
  columns: Map<number, Map<number, Mention>>,
  found: readonly Found[],
): void {
  const fitOf = ({ id, words }: Found) =>
    [...words.values()].reduce((sum, surely) => sum + surely, 0) * (words.size / index.lengthOf(id));
  const fitting = found.map((each) => ({ ...each, fit: fitOf(each) })).sort((a, b) => b.fit - a.fit);
  for (const { place, fit } of fitting) {
    const { table, column, kind } = place.group;
    if (column === undefined) continue;
    const ofTable = columns.get(table) ?? new Map<number, Mention>();
    const { fit: before, values } = ofTable.get(column) ?? { fit: 0, values: [] };
    const isNew = kind === 'value' && values.length < maxValues && !values.includes(place.text);
    ofTable.set(column, { fit: Math.max(before, fit), values: isNew ? [...values, place.text] : values });
    columns.set(table, ofTable);
  }
}
