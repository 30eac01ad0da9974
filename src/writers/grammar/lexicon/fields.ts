import type { Column, Table } from '../../../core/data-source.ts';
import { labelsOf } from './labels.ts';
import { splitName } from './names.ts';

/**
 * What a column is for. `number` is a measure, `flag` is yes or no, `label` names its row, `year` holds years as numbers,
 * `identifier` is a key or code that nobody would sum.
 */
export type FieldKind = 'label' | 'text' | 'number' | 'time' | 'year' | 'flag' | 'identifier';

/** A column in its table: one object per column of a catalogue, so that fields can be compared by identity. */
export interface Field {
  readonly table: Table;
  readonly column: Column;
  readonly kind: FieldKind;
  /** Lemmas of its name. */
  readonly words: readonly string[];
  /** Set when numbers are stored as text, which no database adds up and where '9' comes after '10': the words that stand among them for an unknown number. */
  readonly placeholders?: readonly string[];
  /** Such texts are all of the same length, so that they are in the order of their numbers. */
  readonly alike?: boolean;
}

const keyWords = new Set('id key code uuid guid ssn zip postcode isbn iata phone fax'.split(' '));
/** Values that show well enough what a column holds. */
const sample = 200;
/** Declared types whose values a database compares as text, whatever is in them. */
export const isTextType = (type: string): boolean => /char|text|clob|string/i.test(type);
const numeral = /^-?\d+(?:\.\d+)?$/;
const isoDay = /^\d{4}-\d{2}-\d{2}(?:[ T].*)?$/;
const yesAndNo = new Set(['t', 'f', 'y', 'n', 'yes', 'no', 'true', 'false', '0', '1']);

export function fieldsOf(table: Table): readonly Field[] {
  const labels = labelsOf(table);
  return table.columns.map((column) => {
    const words = splitName(column.name);
    const kind = kindOf(table, column, words, labels);
    const field = { table, column, kind, words };
    if (kind !== 'number' || !isTextType(column.type)) return field;
    const texts = column.values?.list ?? [];
    const alike = new Set(texts.map((text) => text.length)).size === 1;
    return { ...field, placeholders: texts.filter((text) => !numeral.test(text)), alike };
  });
}

function kindOf(
  table: Table,
  column: Column,
  words: readonly string[],
  labels: readonly Column[],
): FieldKind {
  const texts = column.values?.list.slice(0, sample) ?? [];
  const every = (test: (text: string) => boolean) => texts.length > 0 && texts.every(test);
  const isKey =
    table.primaryKey.includes(column.name) ||
    table.foreignKeys.some((key) => key.columns.includes(column.name));
  const numeric = column.kind === 'integer' || column.kind === 'decimal' || mostlyNumbers(texts);

  if (column.kind === 'date' || column.kind === 'datetime' || every((text) => isoDay.test(text)))
    return 'time';
  if (words.includes('year') && numeric && areYears(column, texts)) return 'year';
  if (column.kind === 'boolean') return 'flag';
  if (column.kind !== 'decimal' && texts.length === 2 && every((text) => yesAndNo.has(text.toLowerCase())))
    return 'flag';
  if (labels.includes(column)) return 'label';
  if (isKey || words.some((word) => keyWords.has(word))) return 'identifier';
  return numeric ? 'number' : 'text';
}

/** One word or two may stand for an unknown number. */
function mostlyNumbers(texts: readonly string[]): boolean {
  const others = texts.filter((text) => !numeral.test(text)).length;
  return texts.length > 0 && (others === 0 || (others <= 2 && texts.length >= 20));
}

/** Years lie between 1000 and 2999. */
function areYears(column: Column, texts: readonly string[]): boolean {
  if (texts.length > 0) return texts.every((text) => /^[12]\d{3}$/.test(text));
  const { min = 1000, max = 2999 } = column.range ?? {};
  return Number(min) >= 1000 && Number(max) <= 2999;
}
