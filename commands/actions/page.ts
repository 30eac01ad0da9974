import { command } from '../../src/core/command.ts';
import { footnoteOf } from '../replies/footnote.ts';
import { keptResult } from '../replies/kept-result.ts';
import { pageTurns } from '../replies/page-turns.ts';
import { tablePage } from '../replies/table-page.ts';
import { ofAnswer, turnOf } from '../replies/turn-of.ts';

/** Another page of the result that was kept. Who turns pages does so alone: the channel has the first. */
export const page = command({
  name: 'page',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: { ...ofAnswer, page: { kind: 'integer', required: true, min: 1, max: 100_000 } },
  async run(call, { services, say }) {
    const { turn, title } = await turnOf(call, services);
    const result = await keptResult(services.blobs, turn);
    const { pageRows, maxRows } = services.limits;
    const table = tablePage(result, call.options.page, pageRows);
    const from = (table.page - 1) * pageRows;
    return {
      reply: {
        title: say('ask.page', { page: table.page, pages: table.pages }),
        summary: say('ask.pageRows', {
          from: Math.min(from + 1, table.totalRows),
          to: from + table.rows.length,
          count: table.totalRows,
        }),
        tone: 'plain',
        blocks: [table],
        actions: pageTurns(table, (page) => ({ command: 'page', options: { call: turn.callId, page } }), say),
        footnote: footnoteOf({
          result,
          maxRows,
          shownColumns: table.columns.length,
          by: [title],
          locale: call.caller.locale,
          say,
        }),
        visibility: 'caller',
      },
    };
  },
});
