import { remembered } from '../src/ask/earlier-questions.ts';
import { command } from '../src/core/command.ts';
import type { Catalogue, ResultSet, Table } from '../src/core/data-source.ts';
import { MagpieError } from '../src/core/errors.ts';
import type { Action, Reply, TextBlock } from '../src/core/reply.ts';
import type { Say } from '../src/core/text.ts';
import { visible } from '../src/render/visible.ts';
import { pageTurns } from './replies/page-turns.ts';
import { columnsOverview, tablesOverview } from './replies/schema-tables.ts';
import { sourceAsked } from './replies/source-asked.ts';
import { tablePage } from './replies/table-page.ts';

const pageRows = 20;
/** Names that an answer to a wrong one lists. */
const maxNames = 20;

/** `/schema`: which tables there are, or what is in one. It waits in the lane of questions, as a changed database is read again. */
export const schema = command({
  name: 'schema',
  on: 'slash',
  lane: 'ask',
  options: {
    source: { kind: 'text', required: false, maxLength: 64, complete: 'sources' },
    table: { kind: 'text', required: false, maxLength: 200 },
    page: { kind: 'integer', required: false, min: 1, max: 10_000 },
    private: { kind: 'flag', required: false },
  },
  async run({ options, conversation, caller }, context) {
    const { services, say, signal, progress } = context;
    progress({ kind: 'working', step: 'reading-schema' });
    const earlier = await remembered(services.history, conversation, caller.id);
    const { source, file } = await sourceAsked({ source: options.source }, earlier, context);
    const { data, description, catalogue } = source;
    const known = await catalogue(signal);
    const table = options.table === undefined ? undefined : tableNamed(known, options.table, say);
    const shown = table ? columnsOverview(table, say) : tablesOverview(known, say);
    // A file of the thread is looked at there in any case.
    const again = {
      ...(!file && { source: data.name }),
      ...(table && { table: table.name }),
      private: options.private,
    };
    const about = table ? [] : aboutSource(description);
    const paged = pageOf(shown, options.page ?? 1, (page) => ({ ...again, page }), say);
    return {
      reply: {
        title: data.title,
        summary: table ? aboutTable(table, say) : say('schema.summary', { count: known.tables.length }),
        tone: 'plain',
        blocks: [...about, ...paged.blocks],
        actions: paged.actions,
        ...(!table && shown.rows.length > 0 && { footnote: say('schema.hint') }),
        visibility: options.private ? 'caller' : 'channel',
      },
    };
  },
});

function tableNamed({ tables }: Catalogue, name: string, say: Say): Table {
  const found =
    tables.find((table) => table.name === name) ??
    tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const names = tables.slice(0, maxNames).map((table) => table.name);
  const known = [...names, ...(tables.length > maxNames ? ['…'] : [])].join(', ');
  throw new MagpieError('OPTION_INVALID', {
    why: visible(say('schema.unknownTable', { table: name, known })),
  });
}

const aboutSource = (description: string | undefined): TextBlock[] =>
  description === undefined ? [] : [{ kind: 'text', text: visible(description) }];

const aboutTable = ({ name, rows, comment }: Table, say: Say): string =>
  visible([say('schema.rowsOf', { table: name, count: rows }), comment].filter(Boolean).join(' '));

function pageOf(
  shown: ResultSet,
  page: number,
  optionsOf: (page: number) => Action['options'],
  say: Say,
): Pick<Reply, 'blocks' | 'actions'> {
  if (shown.rows.length === 0) return { blocks: [], actions: [] };
  const block = tablePage(shown, page, pageRows);
  return {
    blocks: [block],
    actions: pageTurns(block, (to) => ({ command: 'schema', options: optionsOf(to) }), say),
  };
}
