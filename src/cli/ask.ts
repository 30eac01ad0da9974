import { parseArgs } from 'node:util';
import { summaryOf } from '../../commands/replies/summary.ts';
import { answerQuestion } from '../ask/answer-question.ts';
import { createSource } from '../ask/source.ts';
import { answerLimits } from '../config-slices.ts';
import { sayIn } from '../core/text.ts';
import { answerText } from './ask/answer-text.ts';
import { type Refused, refusalOf, refusalText } from './ask/refusal.ts';
import { openThread } from './ask/thread.ts';
import { openChosenSource } from './chosen-source.ts';
import { openChosenWriter } from './chosen-writer.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { configOf } from './read-config.ts';
import { refuse } from './refuse.ts';

const optionSpecs = {
  source: { type: 'string' },
  writer: { type: 'string' },
  thread: { type: 'string' },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface AskOptions {
  readonly source?: string | undefined;
  readonly writer?: string | undefined;
  readonly thread?: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
}

const locale = 'en';
const say = sayIn(locale);

/** Needs no store, so that it works beside a running bot. */
export const ask: CliCommand = {
  name: 'ask',
  usage: 'QUESTION [--source URL] [--writer claude|grammar] [--thread FILE] [--yes] [--json]',
  about: 'Ask a database a question',

  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    const question = positionals.join(' ').trim();
    if (question === '') throw new UsageError('ask needs a question');
    try {
      const refused = await answer(question, values, io);
      if (!refused) return 0;
      if (values.json) io.out(`${JSON.stringify({ refused: refused.why })}\n`);
      else io.err(refusalText(refused));
      return 1;
    } catch (error) {
      return refuse(error, values.json, io, values.source);
    }
  },
};

/** Prints the answer, or resolves with why there is none. */
async function answer(question: string, options: AskOptions, io: Io): Promise<Refused | undefined> {
  const limits = answerLimits(configOf(io));
  const thread = await openThread(options.thread, io.cwd);
  const writer = await openChosenWriter(options.writer, io);
  const data = await openChosenSource(options.source, io);
  try {
    const fingerprint = await data.fingerprint(io.signal);
    const asked = await answerQuestion({
      question,
      source: createSource(data),
      writer,
      history: thread.earlier(fingerprint),
      limits,
      locale,
      say,
      now: new Date(),
      signal: io.signal,
      progress: () => {},
      // What it takes is told; who wants it all the same says so.
      confirmed: options.yes,
    });
    if (asked.kind !== 'answered') return refusalOf(asked, say);

    const { sql, understood, memo, result } = asked;
    const summary = summaryOf({ result, understood, locale, say });
    await thread.add({ question, sql, summary, fingerprint, memo });
    const by = [data.title, writer.name];
    io.out(
      options.json
        ? `${JSON.stringify({
            question,
            writer: writer.name,
            sql,
            columns: result.columns.map((column) => column.name),
            rows: result.rows,
            truncated: result.truncated,
            ms: result.ms,
            summary,
          })}\n`
        : answerText({ summary, result, sql, by, maxRows: limits.maxRows, locale, say }),
    );
    return undefined;
  } finally {
    await data.close();
  }
}
