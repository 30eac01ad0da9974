import type { Catalogue, Column, Table } from '../../core/data-source.ts';
import { quoted } from './quoted.ts';

const maxName = 128;
const maxComment = 200;
const maxValue = 60;
/** A list that is complete is worth reading; of others a few show how values are written. */
const maxComplete = 30;
const maxExamples = 3;
/** Roughly 25,000 tokens. */
const maxCatalogue = 100_000;

interface Detail {
  readonly comments: boolean;
  readonly values: boolean;
}

// What is given up first when a catalogue is too long for a prompt.
const details: readonly Detail[] = [
  { comments: true, values: true },
  { comments: true, values: false },
  { comments: false, values: false },
];

/**
 * The catalogue for a prompt, a line per column, every foreign text quoted. Always the same text for the same catalogue, so
 * that the API can cache it. A name that is too long to be written out is left out, with what it names.
 */
export function catalogueText(catalogue: Catalogue, maxLength = maxCatalogue): string {
  const tables = catalogue.tables.filter(({ name }) => name.length <= maxName);
  for (const detail of details) {
    const text = enclosed(
      catalogue,
      tables.map((table) => tableText(table, detail)),
    );
    if (text.length <= maxLength) return text;
  }
  const blocks: string[] = [];
  let length = 0;
  for (const table of tables) {
    const block = tableText(table, { comments: false, values: false });
    length += block.length + 1;
    if (length > maxLength) break;
    blocks.push(block);
  }
  return enclosed(catalogue, [...blocks, `(${tables.length - blocks.length} more tables are left out)`]);
}

const enclosed = ({ source, dialect }: Catalogue, blocks: readonly string[]): string =>
  [`<catalogue source=${quoted(source, maxName)} dialect="${dialect}">`, ...blocks, '</catalogue>'].join(
    '\n',
  );

function tableText(table: Table, detail: Detail): string {
  const columns = table.columns.filter(({ name }) => name.length <= maxName);
  return [
    `${table.kind} ${name(table.name)}, ${table.rows} rows${commentOf(table, detail)}`,
    ...columns.map((column) => `  ${columnText(column, detail)}`),
    ...(table.primaryKey.length > 0 ? [`  primary key (${table.primaryKey.map(name).join(', ')})`] : []),
    ...table.foreignKeys.map(
      (key) =>
        `  foreign key (${key.columns.map(name).join(', ')}) references ${name(key.table)} (${key.references.map(name).join(', ')})`,
    ),
  ].join('\n');
}

function columnText(column: Column, detail: Detail): string {
  const { range, values } = column;
  return (
    [
      `${name(column.name)} ${quoted(column.type, 40)} ${column.kind}${column.nullable ? '' : ' not null'}`,
      ...(range && detail.values ? [`from ${bound(range.min)} to ${bound(range.max)}`] : []),
      ...(values && !range && detail.values && values.list.length > 0 ? [valuesText(values)] : []),
    ].join(', ') + commentOf(column, detail)
  );
}

function valuesText({ list, complete }: NonNullable<Column['values']>): string {
  const whole = complete && list.length <= maxComplete;
  const shown = whole ? list : list.slice(0, maxExamples);
  return `${whole ? 'one of' : 'for example'} ${shown.map((value) => quoted(value, maxValue)).join(' | ')}`;
}

const name = (text: string): string => quoted(text, maxName);
const bound = (value: number | string): string =>
  typeof value === 'number' ? String(value) : quoted(value, maxValue);
const commentOf = ({ comment }: { readonly comment?: string }, detail: Detail): string =>
  comment && detail.comments ? `, comment ${quoted(comment, maxComment)}` : '';
