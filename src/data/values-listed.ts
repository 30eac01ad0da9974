import type { Column } from '../core/data-source.ts';

/** Values listed of a column: fewer once so many characters are listed in all, and at last none. */
const maxValues = 5_000;
const fewValues = 50;
const manyCharacters = 5_000_000;
const tooManyCharacters = 10_000_000;

/** How many values are worth listing, by what a catalogue lists so far. */
export interface ValuesListed {
  /** Of the next column. */
  most(): number;
  add(columns: readonly Pick<Column, 'values'>[]): void;
}

export function countValuesListed(): ValuesListed {
  let characters = 0;
  return {
    most: () => (characters < manyCharacters ? maxValues : characters < tooManyCharacters ? fewValues : 0),
    add(columns) {
      for (const { values } of columns) for (const value of values?.list ?? []) characters += value.length;
    },
  };
}
