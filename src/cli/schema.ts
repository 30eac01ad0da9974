import { parseArgs } from 'node:util';
import { columnsOverview } from '../../commands/replies/schema-tables.ts';
import type { Catalogue, Table } from '../core/data-source.ts';
import { sayIn } from '../core/text.ts';
import { plainTable } from '../render/plain-table.ts';
import { visible } from '../render/visible.ts';
import { openSourceToLookAt } from './chosen-source.ts';
import type { CliCommand } from './command.ts';
import { refuse } from './refuse.ts';

const optionSpecs = {
  source: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Prints what a writer gets to know of a database. */
export const schema: CliCommand = {
  name: 'schema',
  usage: '[--source URL] [--json]',
  about: 'Print the tables and columns of a database, with what is in them',

  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: optionSpecs });
    try {
      const source = await openSourceToLookAt(values.source, io);
      try {
        const catalogue = await source.describe(io.signal);
        io.out(values.json ? `${JSON.stringify(catalogue)}\n` : catalogueText(catalogue));
        return 0;
      } finally {
        await source.close();
      }
    } catch (error) {
      return refuse(error, values.json, io, values.source);
    }
  },
};

const say = sayIn('en');

function catalogueText({ source, dialect, tables }: Catalogue): string {
  return [
    `${visible(source)} (${dialect}): ${say('schema.summary', { count: tables.length })}`,
    ...tables.map(tableText),
  ]
    .map((text) => `${text}\n`)
    .join('\n');
}

const tableText = (table: Table): string =>
  [
    say('schema.rowsOf', { table: visible(table.name), count: table.rows }),
    ...(table.comment ? [visible(table.comment)] : []),
    plainTable(columnsOverview(table, say), { locale: 'en', maxWidth: 140 }),
  ].join('\n');
