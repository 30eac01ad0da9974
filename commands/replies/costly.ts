import type { Costly } from '../../src/ask/answer-question.ts';
import type { Call } from '../../src/core/call.ts';
import type { Answer, CommandContext } from '../../src/core/command.ts';
import type { AskedFile } from '../../src/core/history.ts';
import type { Source } from '../../src/core/services.ts';
import { formatAbout } from '../../src/render/numbers.ts';
import { visible, visibleLines } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';
import { askedTurn } from './asked-turn.ts';

const maxTitle = 150;

export interface CostlyParts {
  readonly call: Omit<Call, 'options'>;
  readonly question: string;
  readonly costly: Omit<Costly, 'kind' | 'understood'>;
  readonly source: Source;
  /** The file that it is. */
  readonly file?: AskedFile | undefined;
  readonly visibility: 'channel' | 'caller';
}

/** Says what the statement takes, and has a button that runs it all the same; the turn keeps the statement for it. */
export function costlyAnswer(parts: CostlyParts, { say, now }: CommandContext): Answer {
  const { call, question, costly, source, file, visibility } = parts;
  const { sql, memo, estimate } = costly;
  const rows = formatAbout(estimate.rows, call.caller.locale);
  const summary = say(estimate.cartesian ? 'ask.costlyProduct' : 'ask.costly', { rows });
  return {
    reply: {
      title: clip(visible(question), maxTitle),
      summary,
      tone: 'warning',
      blocks: [{ kind: 'code', language: 'sql', text: visibleLines(sql) }],
      actions: [
        {
          command: 'run-again',
          options: { call: call.id, confirmed: true },
          label: say('actions.runAnyway'),
        },
      ],
      footnote: source.data.title,
      visibility,
    },
    turn: askedTurn({ call, question, summary, source, sql, memo, file, visibility, at: now() }),
  };
}
