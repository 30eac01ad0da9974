import type { Catalogue, Column, Table } from '../../src/core/data-source.ts';

export interface BigCatalogue {
  readonly tables: number;
  readonly columns: number;
  /** Values listed of each text column, until all have so many characters. */
  readonly values: number;
  readonly maxCharacters: number;
}

const things = (
  'invoice ledger campaign asset ticket vendor shipment warehouse payroll patient visit claim policy account contract lead product ' +
  'order item payment refund budget forecast project milestone release build server alert metric audit region branch store employee'
).split(' ');
const traits =
  'id status code type name date amount quantity owner region currency note category source priority channel email phone city country'.split(
    ' ',
  );
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');

/** A schema as large companies have them, always the same: every third column is text, each table refers to an earlier one. */
export function bigCatalogue({ tables, columns, values, maxCharacters }: BigCatalogue): Catalogue {
  const next = pseudoRandom();
  const pick = (words: readonly string[]) => words[next(words.length)] ?? '';
  let characters = 0;
  const list = () => {
    if (characters > maxCharacters) return undefined;
    const all = Array.from({ length: values }, () =>
      Array.from({ length: 2 }, () =>
        Array.from({ length: 2 + next(3) }, () => pick(syllables)).join(''),
      ).join(' '),
    );
    characters += all.join('').length;
    return { list: all, complete: false };
  };
  const nameOf = (at: number) =>
    `${things[at % things.length]}_${things[(at * 7 + 3) % things.length]}_${at}`;
  const column = (at: number): Column => {
    const found = at % 3 === 1 ? list() : undefined;
    return {
      name: at === 0 ? 'id' : `${pick(traits)}_${at}`,
      type: at % 3 === 1 ? 'VARCHAR(80)' : 'INTEGER',
      kind: at % 3 === 1 ? 'text' : 'integer',
      nullable: at > 0,
      ...(found && { values: found }),
    };
  };
  const described = Array.from({ length: tables }, (_, at): Table => {
    const target = at === 0 ? undefined : nameOf(next(at));
    const reference: Column = { name: `${target}_id`, type: 'INTEGER', kind: 'integer', nullable: true };
    return {
      name: nameOf(at),
      kind: 'table',
      rows: 1_000,
      primaryKey: ['id'],
      foreignKeys:
        target === undefined ? [] : [{ columns: [reference.name], table: target, references: ['id'] }],
      columns: [
        ...Array.from({ length: columns - (target === undefined ? 0 : 1) }, (_, place) => column(place)),
        ...(target === undefined ? [] : [reference]),
      ],
    };
  });
  return { source: 'big', dialect: 'sqlite', fingerprint: 'big', tables: described };
}

/** Marsaglia's xorshift: the same numbers below a bound in every run. */
function pseudoRandom(): (below: number) => number {
  let state = 2_463_534_242;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
