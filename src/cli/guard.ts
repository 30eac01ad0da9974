import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Dialect } from '../core/data-source.ts';
import { parseJson } from '../core/json.ts';
import { guards, type StatementGuard } from '../data/guards.ts';
import { openSourceToLookAt } from './chosen-source.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { refuse } from './refuse.ts';

const dialects = ['postgres', 'mysql', 'sqlite', 'duckdb'] as const satisfies readonly Dialect[];
const id = z.union([z.string(), z.number()]);
const statementLine = z.object({ id, sql: z.string() });

type Id = z.infer<typeof id>;

/**
 * A verdict is an answer, whichever it is. A line that is no statement is refused, the rest is still read, since a filter must
 * not stop half way, and the exit code is 1.
 */
export const guard: CliCommand = {
  name: 'guard',
  usage: `--dialect ${dialects.join('|')} | --source URL < STATEMENTS`,
  about: 'Say of each {"id", "sql"} line on stdin whether the guard lets it run',

  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: optionSpecs });
    let opened: StatementGuard;
    try {
      opened = await openGuard(values, io);
    } catch (error) {
      return refuse(error, false, io, values.source);
    }
    try {
      return await judge(opened, io);
    } catch (error) {
      return refuse(error, false, io, values.source);
    } finally {
      await opened.close();
    }
  },
};

const optionSpecs = { dialect: { type: 'string' }, source: { type: 'string' } } as const;

interface GuardOptions {
  readonly dialect?: string | undefined;
  readonly source?: string | undefined;
}

/** Of a source, which knows what may be seen; else of a dialect alone. */
async function openGuard({ dialect: wanted, source }: GuardOptions, io: Io): Promise<StatementGuard> {
  const dialect = dialects.find((name) => name === wanted);
  if (wanted !== undefined && !dialect) throw new UsageError(`--dialect is one of ${dialects.join(', ')}`);
  if (source !== undefined) {
    const opened = await openSourceToLookAt(source, io);
    if (dialect === undefined || dialect === opened.dialect) return opened;
    await opened.close();
    throw new UsageError(`the source is ${opened.dialect}, and --dialect says ${dialect}`);
  }
  if (!dialect) throw new UsageError(`--source or --dialect is needed: ${dialects.join(', ')}`);
  const open = guards[dialect];
  if (!open)
    throw new UsageError(`there is no guard for ${dialect} yet: I know ${Object.keys(guards).join(', ')}`);
  return open();
}

/** Resolves with the exit code. */
async function judge(guard: StatementGuard, io: Io): Promise<number> {
  let malformed = 0;
  for await (const line of io.input()) {
    if (line.trim() === '') continue;
    const statement = read(line);
    if (!statement.ok) malformed++;
    const { id } = statement;
    const verdict = statement.ok ? await guard.check(statement.sql, io.signal) : statement;
    const said = verdict.ok ? { verdict: 'allow' } : { verdict: 'refuse', why: verdict.why };
    io.out(`${JSON.stringify({ id, ...said })}\n`);
  }
  return malformed === 0 ? 0 : 1;
}

type Line =
  | { readonly ok: true; readonly id: Id; readonly sql: string }
  | { readonly ok: false; readonly id: Id | null; readonly why: string };

function read(line: string): Line {
  const parsed = statementLine.safeParse(parseJson(line));
  if (parsed.success) return { ok: true, ...parsed.data };
  return { ok: false, id: null, why: 'the line is no JSON object with "id" and "sql"' };
}
