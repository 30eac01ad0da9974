import type { Table } from '../../../core/data-source.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Comparator, DatePart, End, Statistic } from '../meaning/meaning.ts';

/** One SELECT, without the spelling of any dialect. */
export interface Select {
  readonly columns: readonly Expression[];
  readonly distinct: boolean;
  readonly from: Source;
  readonly joins: readonly Join[];
  readonly where: readonly Test[];
  readonly group: readonly Expression[];
  readonly having: readonly Test[];
  readonly order: readonly { readonly by: Expression; readonly end: End }[];
  readonly limit?: number;
}

/** A table under a name. */
export interface Source {
  readonly table: Pick<Table, 'schema' | 'name'>;
  readonly as: string;
}

export interface Join extends Source {
  readonly on: readonly (readonly [Expression, Expression])[];
}

/** A column of a table under a name; `type` as declared. */
export interface ColumnOf {
  readonly kind: 'column';
  readonly of: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

export type Expression =
  | ColumnOf
  /** Numbers stored as text, without the words that stand among them for an unknown one. */
  | {
      readonly kind: 'number';
      readonly of: Expression;
      readonly placeholders: readonly string[];
      /** Also as texts they would be in the right order. */
      readonly alike: boolean;
    }
  | { readonly kind: 'count'; readonly of?: Expression }
  | { readonly kind: 'call'; readonly statistic: Statistic; readonly of: Expression }
  | { readonly kind: 'part'; readonly part: DatePart; readonly of: Expression }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** March as the database names it when it is asked for the month of a date. */
  | { readonly kind: 'part-number'; readonly part: DatePart; readonly number: number }
  | { readonly kind: 'select'; readonly select: Select }
  /** Every column of this table: these. */
  | { readonly kind: 'all'; readonly of: string; readonly columns: readonly ColumnOf[] };

export type Test =
  | {
      readonly kind: 'compare';
      readonly left: Expression;
      readonly comparator: Comparator;
      readonly right: Expression;
    }
  | { readonly kind: 'between'; readonly of: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'in'; readonly of: Expression; readonly values: readonly Expression[] }
  | { readonly kind: 'in-select'; readonly of: Expression; readonly select: Select }
  | {
      readonly kind: 'like';
      readonly of: Expression;
      readonly match: 'contains' | 'begins' | 'ends';
      readonly text: string;
    }
  | { readonly kind: 'null'; readonly of: Expression }
  | { readonly kind: 'not'; readonly of: Test }
  | { readonly kind: 'any'; readonly of: readonly Test[] }
  | { readonly kind: 'all'; readonly of: readonly Test[] };

/** The column as a value to compare, order or sum. */
export function asNumber(column: Expression, field: Field): Expression {
  const { placeholders, alike = false } = field;
  return placeholders ? { kind: 'number', of: column, placeholders, alike } : column;
}

/** A literal in the type of the column beside it, so that no database has to guess. */
export function literalFor(field: Field, value: string | number | boolean): Expression {
  const { column, placeholders, alike = false } = field;
  if (column.kind !== 'text' || (placeholders && !alike)) return { kind: 'literal', value };
  return asNumber({ kind: 'literal', value: String(value) }, field);
}
