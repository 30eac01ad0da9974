import { parseArgs } from 'node:util';
import { toCsv } from '../render/csv.ts';
import { plainTable } from '../render/plain-table.ts';
import { type CliCommand, UsageError } from './command.ts';
import { columns, type Opinion, opinionsIn } from './feedback/opinions.ts';
import { withStore } from './with-store.ts';

const optionSpecs = { json: { type: 'boolean', default: false } } as const;

/** What people thought of answers, beside what they had asked: the next examples, and the next faults to mend. */
export const feedback: CliCommand = {
  name: 'feedback',
  usage: '[export | --json]',
  about: 'Print the votes and comments on answers, the oldest first; `export` as CSV',

  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    const [form, ...others] = positionals;
    if ((form !== undefined && form !== 'export') || others.length > 0 || (form && values.json)) {
      throw new UsageError('feedback takes either "export" or --json');
    }
    return withStore(io, values.json, async (store) => {
      const opinions = await opinionsIn(store);
      io.out(
        form ? opinionsCsv(opinions) : values.json ? `${JSON.stringify(opinions)}\n` : opinionsText(opinions),
      );
      return 0;
    });
  },
};

const opinionsCsv = (opinions: readonly Opinion[]): string =>
  toCsv({
    columns: columns.map((name) => ({ name })),
    rows: opinions.map((opinion) => columns.map((name) => opinion[name] ?? null)),
  });

const shown = (['at', 'vote', 'request', 'comment'] as const).map((name) => ({
  name,
  kind: 'text' as const,
}));

const opinionsText = (opinions: readonly Opinion[]): string =>
  opinions.length === 0
    ? 'Nobody has voted yet.\n'
    : `${plainTable(
        {
          columns: shown,
          rows: opinions.map(({ at, vote, request, comment = '', label }) => [
            at.slice(0, 16).replace('T', ' '),
            vote,
            label === undefined ? request : `${request}: ${label}`,
            comment,
          ]),
        },
        { locale: 'en', maxWidth: 140 },
      )}\n`;
