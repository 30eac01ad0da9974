import type { Table } from '../../core/data-source.ts';

/** What a text is, from what tells most of a table to what tells least. */
export type TextKind = 'table' | 'column' | 'value' | 'comment';

/** Texts of one kind that belong to one table, or to one of its columns. */
export interface TextGroup {
  readonly kind: TextKind;
  /** Places in the catalogue; without a column it is of the table itself. */
  readonly table: number;
  readonly column?: number;
  readonly texts: readonly string[];
}

export interface TextPlace {
  readonly group: TextGroup;
  readonly text: string;
}

/** Every text of a catalogue by its number. */
export interface NumberedTexts {
  /** The groups, each with the number of its first text. */
  readonly groups: readonly { readonly group: TextGroup; readonly first: number }[];
  at(id: number): TextPlace | undefined;
}

export function numberTexts(tables: readonly Table[]): NumberedTexts {
  const groups: { group: TextGroup; first: number }[] = [];
  let next = 0;
  for (const [table, described] of tables.entries()) {
    for (const group of groupsOf(described, table)) {
      if (group.texts.length === 0) continue;
      groups.push({ group, first: next });
      next += group.texts.length;
    }
  }
  const firsts = Uint32Array.from(groups, ({ first }) => first);
  return {
    groups,
    at(id) {
      const found = groups[lastUpTo(firsts, id)];
      const text = found?.group.texts[id - found.first];
      return found && text !== undefined ? { group: found.group, text } : undefined;
    },
  };
}

function* groupsOf({ name, comment, columns }: Table, table: number): Iterable<TextGroup> {
  yield { kind: 'table', table, texts: [name] };
  if (comment) yield { kind: 'comment', table, texts: [comment] };
  for (const [column, described] of columns.entries()) {
    yield { kind: 'column', table, column, texts: [described.name] };
    if (described.comment) yield { kind: 'comment', table, column, texts: [described.comment] };
    if (described.values) yield { kind: 'value', table, column, texts: described.values.list };
  }
}

/** Where in an ascending list the last number stands that is not greater. */
function lastUpTo(ascending: Uint32Array, wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
