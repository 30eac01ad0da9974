import type { Table } from '../../../core/data-source.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Path } from '../lexicon/joins.ts';
import type { Period } from '../words/calendar.ts';

/** What a question means, with every word linked to the schema and before any SQL. */

/** A column seen from a table: the way there, and the column. */
export interface Place {
  readonly path: Path;
  readonly field: Field;
}

const isSamePath = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((step, at) => step === other[at]);

export const isSamePlace = (one: Place, other: Place | undefined): boolean =>
  other !== undefined && one.field === other.field && isSamePath(one.path, other.path);

export type Statistic = 'average' | 'sum' | 'minimum' | 'maximum';
export type End = 'high' | 'low';
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type DatePart = 'year' | 'month' | 'weekday' | 'day' | 'year-month';

/** What is compared with a place. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'place'; readonly place: Place }
  /** One number over all rows of a noun: "the average age of the singers from France". */
  | { readonly kind: 'aggregate'; readonly statistic: Statistic; readonly field: Field; readonly of: Noun }
  /** The value of the one row that a noun picks: "than the car with the largest horsepower". */
  | { readonly kind: 'value-of'; readonly field: Field; readonly of: Noun };

export interface Bounds {
  /** At least so many. */
  readonly from?: number;
  /** At most so many. */
  readonly to?: number;
}

export type Condition =
  | {
      readonly kind: 'compare';
      readonly place: Place;
      readonly comparator: Comparator;
      readonly operand: Operand;
    }
  | { readonly kind: 'between'; readonly place: Place; readonly low: number; readonly high: number }
  /** `listed`: the values were joined by "and". */
  | {
      readonly kind: 'among';
      readonly place: Place;
      readonly values: readonly string[];
      readonly listed?: boolean;
    }
  | { readonly kind: 'during'; readonly place: Place; readonly period: Period }
  | { readonly kind: 'part'; readonly place: Place; readonly part: DatePart; readonly number: number }
  | {
      readonly kind: 'like';
      readonly place: Place;
      readonly match: 'contains' | 'begins' | 'ends';
      readonly text: string;
    }
  | { readonly kind: 'missing'; readonly place: Place }
  /** So many rows of the noun belong to it; without bounds at least one. */
  | { readonly kind: 'related'; readonly path: Path; readonly noun: Noun; readonly bounds?: Bounds }
  /** The same for the rows that share their value of this column: "cities with more than one shop". */
  | { readonly kind: 'shared'; readonly field: Field; readonly noun: Noun; readonly bounds?: Bounds }
  /** A statistic over the rows that belong to it, or that share their value of `shared`: "whose average price is over 60". */
  | {
      readonly kind: 'measured';
      readonly path: Path;
      readonly shared?: Field;
      readonly statistic: Statistic;
      readonly field: Field;
      readonly comparator: Comparator;
      readonly value: number;
    }
  /** Each holds for some row, though no row has them all: "concerts in both 2014 and 2015". Only inside what is related. */
  | { readonly kind: 'both'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] };

export const negated = (condition: Condition): Condition =>
  condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };

/** By what rows are ranked. */
export type Measure =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'count'; readonly path: Path; readonly noun: Noun }
  | { readonly kind: 'aggregate'; readonly statistic: Statistic; readonly place: Place };

/** "The three oldest": so many rows from one end. */
export interface Pick {
  readonly by: Measure;
  readonly end: End;
  readonly count: number;
}

/** Rows of a table or, with `column`, the different values of one of its columns. */
export interface Noun {
  readonly table: Table;
  readonly column?: Field;
  readonly conditions: readonly Condition[];
  readonly pick?: Pick;
  /** Ranked by something that is yet to be said: "top 5 movies". */
  readonly open?: { readonly end: End; readonly count?: number };
  /** "three states" */
  readonly count?: number;
  readonly distinct: boolean;
}

/** Nothing is said of it but its own name. */
export const namesItself = ({ conditions }: Noun): boolean =>
  conditions.every(
    (each) => each.kind === 'among' && each.place.path.length === 0 && each.place.field.kind === 'label',
  );

export type Shown =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'part'; readonly place: Place; readonly part: DatePart }
  /** How many rows, or different values, belong to the noun shown (an empty path counts its own). */
  | { readonly kind: 'count'; readonly path: Path; readonly noun: Noun; readonly of?: Field }
  | { readonly kind: 'aggregate'; readonly statistic: Statistic; readonly place: Place }
  | { readonly kind: 'everything' };

/** What rows are gathered under. */
export type Key =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'row'; readonly path: Path; readonly table: Table }
  | { readonly kind: 'part'; readonly place: Place; readonly part: DatePart };

export function isSameKey(one: Key, other: Key): boolean {
  switch (one.kind) {
    case 'place':
      return other.kind === 'place' && isSamePlace(one.place, other.place);
    case 'row':
      return other.kind === 'row' && isSamePath(one.path, other.path);
    case 'part':
      return other.kind === 'part' && one.part === other.part && isSamePlace(one.place, other.place);
  }
}

export interface Order {
  readonly by: Measure;
  readonly end: End;
}

export interface Query {
  readonly anchor: Noun;
  readonly shown: readonly Shown[];
  readonly groups: readonly Key[];
  readonly order: readonly Order[];
  readonly limit?: number;
  readonly distinct: boolean;
}
