import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSource } from '../ask/source.ts';
import type { Source } from '../core/services.ts';
import type { SqlWriter } from '../core/sql-writer.ts';
import { openSource } from '../data/open.ts';
import { visibleLines } from '../render/visible.ts';
import { openChosenWriter } from './chosen-writer.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { type Mark, markAnswer } from './eval/mark.ts';
import { type GoldQuestion, readQuestions } from './eval/questions.ts';
import { evaluateRetrieval } from './eval/retrieval.ts';
import { scoreOf } from './eval/score.ts';
import { refuse } from './refuse.ts';

const optionSpecs = {
  questions: { type: 'string' },
  databases: { type: 'string' },
  writer: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

/** How well a writer answers: every question is asked of its own database, as `ask` would. */
export const evaluate: CliCommand = {
  name: 'eval',
  usage:
    'spider|retrieval --questions FILE --databases DIR [--writer claude|grammar] [--limit N] [--json] [--verbose]',
  about: 'Ask questions whose answers are known, and count the right ones',

  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    const [what] = positionals;
    if (positionals.length !== 1 || (what !== 'spider' && what !== 'retrieval'))
      throw new UsageError('eval needs to know what: spider or retrieval');
    if (!values.questions || !values.databases)
      throw new UsageError('--questions and --databases are needed');
    const all = await readQuestions(resolve(io.cwd, values.questions));
    const chosen = all.slice(0, limitOf(values.limit));
    const databases = resolve(io.cwd, values.databases);

    try {
      const { score, text } =
        what === 'retrieval'
          ? await retrieved(chosen, databases, io, values.verbose)
          : await answered(chosen, databases, await openChosenWriter(values.writer, io), io, values.verbose);
      io.out(values.json ? `${JSON.stringify(score)}\n` : text);
      return 0;
    } catch (error) {
      return refuse(error, values.json, io);
    }
  },
};

async function retrieved(...[questions, databases, io, verbose]: Parameters<typeof evaluateRetrieval>) {
  const score = await evaluateRetrieval(questions, databases, io, verbose);
  const { recall, tokensP95, msP95 } = score;
  const share = (100 * recall).toFixed(1);
  const text =
    `${score.questions} questions: for ${share} % the slice holds every table of the answer.\n` +
    `Of 95 % it has up to ${tokensP95} tokens and is found in ${msP95} ms.\n`;
  return { score, text };
}

async function answered(...[questions, databases, writer, io, verbose]: Parameters<typeof markAll>) {
  const began = performance.now();
  const marks = await markAll(questions, databases, writer, io, verbose);
  const score = scoreOf(marks, performance.now() - began);
  return { score, text: summary(score) };
}

async function markAll(
  questions: readonly GoldQuestion[],
  databases: string,
  writer: SqlWriter,
  io: Io,
  verbose: boolean,
): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const [id, ofDatabase] of Map.groupBy(questions, (question) => question.db_id)) {
    const data = await openSource({ name: id, url: join(databases, id, `${id}.sqlite`), children: 1 });
    const source: Source = createSource(data);
    try {
      for (const question of ofDatabase) {
        const mark = await markAnswer(question, source, writer, io.signal);
        marks.push(mark);
        if (verbose) io.err(visibleLines(lines(question, mark)));
      }
    } finally {
      await data.close();
    }
  }
  return marks;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const limit = Number(text);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new UsageError('--limit takes a number of questions');
  return limit;
}

const lines = ({ db_id, question, query }: GoldQuestion, mark: Mark): string => {
  const about = `${mark.kind.padEnd(8)} ${db_id}: ${question}\n         gold ${query}\n`;
  if (mark.kind === 'declined' || mark.kind === 'failed') return `${about}         why  ${mark.why}\n`;
  const sql = `${about}         sql  ${mark.sql.replaceAll(/\s+/g, ' ')}\n`;
  if (mark.kind === 'right') return sql;
  const few = (rows: readonly unknown[]) => JSON.stringify(rows.slice(0, 3));
  return `${sql}         gold ${few(mark.gold)}\n         got  ${few(mark.got)}\n`;
};

const summary = (score: ReturnType<typeof scoreOf>): string => {
  const percent = (part: number, of: number) => `${of === 0 ? 0 : Math.round((100 * part) / of)} %`;
  return (
    `${score.questions} questions: ${score.right} right (${percent(score.right, score.questions)}), ` +
    `${score.wrong} wrong, ${score.declined} declined in ${(score.ms / 1000).toFixed(1)} s\n` +
    `Of those answered ${percent(score.right, score.answered)} are right.\n`
  );
};
