import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Dialect } from '../core/data-source.ts';
import { parseJson } from '../core/json.ts';
import { guards } from '../data/guards.ts';
import { type CliCommand, UsageError } from './command.ts';

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
  usage: `--dialect ${dialects.join('|')} < STATEMENTS`,
  about: 'Say of each {"id", "sql"} line on stdin whether the guard lets it run',

  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { dialect: { type: 'string' } } });
    const dialect = dialects.find((name) => name === values.dialect);
    if (!dialect) throw new UsageError(`--dialect is needed: ${dialects.join(', ')}`);
    const open = guards[dialect];
    if (!open)
      throw new UsageError(`there is no guard for ${dialect} yet: I know ${Object.keys(guards).join(', ')}`);

    const opened = open();
    let malformed = 0;
    try {
      for await (const line of io.input()) {
        if (line.trim() === '') continue;
        const statement = read(line);
        if (!statement.ok) malformed++;
        const { id } = statement;
        const verdict = statement.ok ? await opened.check(statement.sql, io.signal) : statement;
        const said = verdict.ok ? { verdict: 'allow' } : { verdict: 'refuse', why: verdict.why };
        io.out(`${JSON.stringify({ id, ...said })}\n`);
      }
    } finally {
      await opened.close();
    }
    return malformed === 0 ? 0 : 1;
  },
};

type Line =
  | { readonly ok: true; readonly id: Id; readonly sql: string }
  | { readonly ok: false; readonly id: Id | null; readonly why: string };

function read(line: string): Line {
  const parsed = statementLine.safeParse(parseJson(line));
  if (parsed.success) return { ok: true, ...parsed.data };
  return { ok: false, id: null, why: 'the line is no JSON object with "id" and "sql"' };
}
