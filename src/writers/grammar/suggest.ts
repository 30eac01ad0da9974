import type { Table } from '../../core/data-source.ts';
import type { Field } from './lexicon/fields.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { wordsOf } from './lexicon/names.ts';
import { type Reader, read } from './read.ts';

const wanted = 3;
/** Sentences that are tried before it is given up. */
const most = 24;
const known = new WeakMap<Lexicon, readonly string[]>();

/** Three questions of different kinds about this schema, each of which was read before it is shown. */
export async function suggestionsFor(
  reader: Reader,
  breathe: () => Promise<unknown>,
): Promise<readonly string[]> {
  const { lexicon } = reader;
  const before = known.get(lexicon);
  if (before) return before;
  const good: string[] = [];
  const kinds = new Set<string>();
  for (const { kind, text } of [...candidates(lexicon)].slice(0, most)) {
    if (good.length >= wanted) break;
    if (kinds.has(kind)) continue;
    await breathe();
    if (read(reader, text).kind !== 'read') continue;
    kinds.add(kind);
    good.push(text);
  }
  known.set(lexicon, good);
  return good;
}

interface Candidate {
  readonly kind: string;
  readonly text: string;
}

/** The largest tables first: they are what the database is about. */
function candidates(lexicon: Lexicon): readonly Candidate[] {
  const tables = [...lexicon.tables]
    .filter(({ primaryKey }) => primaryKey.length === 1)
    .sort((a, b) => b.rows - a.rows);
  const each = tables.map((table) => ofTable(lexicon, table));
  const rounds = Math.max(0, ...each.map((list) => list.length));
  return Array.from({ length: rounds }, (_, round) => each.flatMap((list) => list[round] ?? [])).flat();
}

function ofTable(lexicon: Lexicon, table: Table): readonly Candidate[] {
  const fields = lexicon.fieldsOf(table);
  const rows = plural(said(wordsOf(table.name)));
  const [number] = fields.filter(({ kind }) => kind === 'number');
  const [category] = fields.filter(
    (field) => field.kind === 'text' && (field.column.distinct ?? 0) > 1 && (field.column.distinct ?? 0) < 30,
  );
  return [
    ...(category ? [{ kind: 'group', text: `How many ${rows} are there for each ${name(category)}?` }] : []),
    ...(number ? [{ kind: 'top', text: `Which 5 ${rows} have the highest ${name(number)}?` }] : []),
    ...(number ? [{ kind: 'average', text: `What is the average ${name(number)} of the ${rows}?` }] : []),
    { kind: 'count', text: `How many ${rows} are there?` },
  ];
}

const said = (words: readonly string[]): string => words.join(' ');
const name = (field: Field): string => said(wordsOf(field.column.name));
const plural = (text: string): string =>
  text.endsWith('s')
    ? text
    : text.endsWith('y') && !/[aeiou]y$/.test(text)
      ? `${text.slice(0, -1)}ies`
      : `${text}s`;
