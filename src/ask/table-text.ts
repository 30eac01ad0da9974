import type { Column, Table } from '../core/data-source.ts';
import { quoted } from './quoted.ts';

export const maxName = 128;
const maxComment = 200;
const maxValue = 60;
/** A list that is complete is worth reading; of others a few show how values are written. */
const maxComplete = 30;
const maxExamples = 4;

/** A table for a prompt, a line per column, every foreign text quoted. */
export function tableText(table: Table): string {
  return [
    `${table.kind} ${nameOf(table)}, ${table.rows} rows${commentOf(table)}`,
    ...nameable(table.columns).map((column) => `  ${columnText(column)}`),
    ...(table.primaryKey.length > 0 ? [`  primary key (${table.primaryKey.map(name).join(', ')})`] : []),
    ...table.foreignKeys.map(
      (key) =>
        `  foreign key (${key.columns.map(name).join(', ')}) references ${referenced(key.table)} (${key.references.map(name).join(', ')})`,
    ),
  ].join('\n');
}

/** A name that is too long to be written out is left out, with what it names. */
export const nameable = <Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] =>
  all.filter((one) => one.name.length <= maxName);

/** What stands on its line. */
export function columnText(column: Column): string {
  const { range, values, format, nullShare = 0 } = column;
  return (
    [
      `${name(column.name)} ${quoted(column.type, 40)} ${column.kind}${column.nullable ? '' : ' not null'}`,
      ...(range ? [`from ${bound(range.min)} to ${bound(range.max)}`] : []),
      ...(values && !range && values.list.length > 0 ? [valuesText(values)] : []),
      ...(format ? [`written like ${quoted(format, maxValue)}`] : []),
      ...(nullShare > 0 ? [`null in ${percent.format(nullShare)} of the rows`] : []),
    ].join(', ') + commentOf(column)
  );
}

function valuesText({ list, complete }: NonNullable<Column['values']>): string {
  const whole = complete && list.length <= maxComplete;
  const shown = whole ? list : list.slice(0, maxExamples);
  return `${whole ? 'one of' : 'for example'} ${shown.map((value) => quoted(value, maxValue)).join(' | ')}`;
}

const name = (text: string): string => quoted(text, maxName);
const nameOf = ({ schema, name: table }: Table): string =>
  schema === undefined ? name(table) : `${name(schema)}.${name(table)}`;
/** Of a foreign key: the schema stands before a dot. */
const referenced = (table: string): string =>
  /^([^.]+)\.(.+)$/.exec(table)?.slice(1).map(name).join('.') ?? name(table);
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 2 });
const bound = (value: number | string): string =>
  typeof value === 'number' ? String(value) : quoted(value, maxValue);
const commentOf = ({ comment }: { readonly comment?: string }): string =>
  comment ? `, comment ${quoted(comment, maxComment)}` : '';
