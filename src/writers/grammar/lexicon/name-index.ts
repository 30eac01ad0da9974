import { rootOf } from '../../../ask/words/lemma.ts';
import type { Table } from '../../../core/data-source.ts';
import { isMeasure } from '../words/units.ts';
import type { Field } from './fields.ts';
import { labelsOf } from './labels.ts';
import { generic, phraseKey, splitName } from './names.ts';

type Named =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'field'; readonly field: Field };

export interface NameMatch {
  readonly named: Named;
  /** 0 for the very name; more the more words were left out or replaced by synonyms. */
  readonly cost: number;
}

export interface NameIndex {
  /** What these lemmas may be the name of. */
  find(words: readonly string[]): readonly NameMatch[];
  /** What shares its root with this word: "directed" and a column `director`. */
  related(word: string): readonly NameMatch[];
}

/** What leaving a word of a name out costs, at its beginning and at its end, and saying it otherwise. */
const cost = {
  alias: 0.1,
  leading: 0.28,
  trailing: 0.45,
  unit: 0.03,
  synonym: 0.25,
  joined: 0.05,
  initials: 0.3,
  comment: 0.1,
};

/** Parts of a table's name are taken for it sooner than parts of a column's. */
const tablePart = 0.7;

interface Entry {
  readonly named: Named;
  readonly words: readonly string[];
  readonly cost: number;
}

/** Things indexed between two breaths of the event loop: about 5 ms. */
const batch = 250;

/** `breathe` is awaited every few hundred names. */
export async function createNameIndex(
  tables: readonly Table[],
  fields: readonly Field[],
  breathe: () => Promise<void>,
): Promise<NameIndex> {
  const phrases = new Map<string, Entry[]>();
  const joined = new Map<string, Entry[]>();
  const roots = new Map<string, NameMatch[]>();
  for (const [at, named] of [...tables.map(ofTable), ...fields.map(ofField)].entries()) {
    if (at % batch === 0) await breathe();
    for (const entry of entriesOf(named)) {
      put(phrases, phraseKey(entry.words), entry);
      put(joined, entry.words.join(''), entry);
      if (entry.words.length > 2)
        put(joined, entry.words.map((word) => word[0]).join(''), {
          ...entry,
          cost: entry.cost + cost.initials,
        });
    }
    const words = ownWords(named);
    for (const word of words) put(roots, rootOf(word), { named, cost: 0.1 * words.length });
  }

  return {
    find(words) {
      const said = words.join(' ');
      const matches = [
        ...(phrases.get(phraseKey(words)) ?? []).map((entry) => ({
          named: entry.named,
          cost: entry.cost + (entry.words.join(' ') === said ? 0 : cost.synonym),
        })),
        ...(joined.get(words.join('')) ?? []).map((entry) => ({
          named: entry.named,
          cost: entry.cost + cost.joined,
        })),
        ...(words.length > 2 ? (joined.get(words.map((word) => word[0]).join('')) ?? []) : [])
          .filter((entry) => entry.words.length === 1)
          .map((entry) => ({ named: entry.named, cost: entry.cost + cost.initials })),
      ];
      return cheapest(matches);
    },
    related: (word) => cheapest(roots.get(rootOf(word)) ?? []),
  };
}

const ofTable = (table: Table): Named => ({ kind: 'table', table });
const ofField = (field: Field): Named => ({ kind: 'field', field });

const tellingWords = (table: Table): readonly string[] =>
  splitName(table.name).filter((word) => !generic.has(word));

const ownWords = (named: Named): readonly string[] =>
  named.kind === 'table'
    ? tellingWords(named.table)
    : withoutTable(named.field.words, tellingWords(named.field.table));

/** One match for each thing, the cheapest first. A thousand tables may have a column of this name. */
function cheapest(matches: readonly NameMatch[]): readonly NameMatch[] {
  const seen = new Set<Table | Field>();
  return matches
    .toSorted((a, b) => a.cost - b.cost)
    .filter(({ named }) => {
      const thing = named.kind === 'table' ? named.table : named.field;
      return !seen.has(thing) && seen.add(thing);
    });
}

const entriesOf = (named: Named): readonly Entry[] =>
  named.kind === 'table' ? tableEntries(named.table) : fieldEntries(named.field);

function tableEntries(table: Table): readonly Entry[] {
  const named: Named = { kind: 'table', table };
  const words = splitName(table.name);
  const telling = words.filter((word) => !generic.has(word));
  return [
    { named, words, cost: 0 },
    ...(telling.length > 0 && telling.length < words.length ? [{ named, words: telling, cost: 0 }] : []),
    ...partsOf(telling).map((part) => ({ named, words: part.words, cost: part.cost * tablePart })),
    ...commentEntries(named, table.comment),
  ];
}

function fieldEntries(field: Field): readonly Entry[] {
  const named: Named = { kind: 'field', field };
  const table = splitName(field.table.name).filter((word) => !generic.has(word));
  const words = field.words;
  const own = withoutTable(words, table);
  const qualified = [table, ...(table.length > 1 ? [table.slice(-1), table.slice(0, 1)] : [])];
  return [
    { named, words, cost: 0 },
    ...(own.length < words.length ? [{ named, words: own, cost: 0 }] : []),
    ...qualified.map((prefix) => ({ named, words: [...prefix, ...own], cost: 0 })),
    ...partsOf(own)
      .filter((part) => keepsKey(field, part.words))
      .flatMap((part) => [
        { named, ...part },
        { named, words: [...table, ...part.words], cost: part.cost },
      ]),
    ...aliases(field).map((word) => ({ named, words: [word], cost: cost.alias })),
    ...aliases(field).map((word) => ({ named, words: [...table.slice(-1), word], cost: cost.alias })),
    ...(field.kind === 'identifier' ? [] : commentEntries(named, field.column.comment)),
  ];
}

/** "stadium" is no name of a column stadium_id, but "origin" is one of origin_code. */
function keepsKey({ kind, table, column, words }: Field, part: readonly string[]): boolean {
  if (kind !== 'identifier' || part.at(-1) === words.at(-1)) return true;
  const target = table.foreignKeys.find((key) => key.columns.includes(column.name));
  if (!target) return false;
  const names = splitName(target.table);
  return part.some((word) => !names.includes(word));
}

/** Every table has a name and an id, whatever its columns are called. */
function aliases(field: Field): readonly string[] {
  const { primaryKey } = field.table;
  if (field.kind === 'label' && labelsOf(field.table).length === 1) return ['name'];
  return primaryKey.length === 1 && primaryKey[0] === field.column.name && !field.words.includes('id')
    ? ['id']
    : [];
}

/** stadium_id of stadium is its id; ContId of continents as well. */
function withoutTable(words: readonly string[], table: readonly string[]): readonly string[] {
  const [first = ''] = words;
  const prefix = table.every((word, at) => words[at] === word) ? table.length : 0;
  const short = first.length > 2 && table.some((word) => word.startsWith(first)) ? 1 : 0;
  const dropped = Math.max(prefix, short);
  return dropped > 0 && dropped < words.length ? words.slice(dropped) : words;
}

function partsOf(
  words: readonly string[],
): readonly { readonly words: readonly string[]; readonly cost: number }[] {
  const parts = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      if (from + words.length - to === 0) continue;
      const dropped = words
        .slice(to)
        .reduce((sum, word) => sum + (isMeasure(word) || silent.has(word) ? cost.unit : cost.trailing), 0);
      parts.push({ words: words.slice(from, to), cost: leadingCost(from) + dropped });
    }
  }
  return parts;
}

/** However many words stand before it, "rating" may be that of any column that ends in it. */
const leadingCost = (words: number): number => (words === 0 ? 0 : cost.leading + 0.02 * words);

/** Ends of names that people leave out: departed_at, origin_code. */
const silent = new Set(['at', 'on', 'id', 'code', 'key', 'no']);

const statistics = new Set(
  'average mean total sum number count highest lowest maximum minimum largest smallest'.split(' '),
);

/** A short comment is another name: "Miles per gallon". A sentence is not. */
function commentEntries(named: Named, comment: string | undefined): readonly Entry[] {
  const [phrase = ''] = comment?.split(/[,;:.(]/) ?? [];
  const words = splitName(phrase).filter((word) => !['the', 'a', 'an', 'this'].includes(word));
  const others = parenthesised(comment).map((words) => ({ named, words, cost: cost.comment }));
  // "Average wind speed" is how it was measured, and would hide that people ask for an average.
  if (statistics.has(words[0] ?? '') || words.length === 0 || words.length > 4) return others;
  return [{ named, words, cost: cost.comment }, ...others];
}

/** "Production budget (cost) in US dollars": other words for it. */
function parenthesised(comment: string | undefined): readonly (readonly string[])[] {
  const [, inside = ''] = /\(([\p{L} ,]+)\)/u.exec(comment ?? '') ?? [];
  return inside
    .split(',')
    .map((words) => splitName(words.trim()))
    .filter(({ length }) => length === 1);
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
