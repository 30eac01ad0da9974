import { hasSqlDetails, parseSync, scanSync } from 'libpg-query';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';
import { refusal } from '../../guard/facts.ts';
import type { Read, Reading } from './reading.ts';
import { Refusal, walk, wordOf } from './walk.ts';

/** UTF-16 units of what the parser says, which may quote the statement. */
const maxWords = 300;

/** Reads one statement with Postgres' own grammar. The parser's module must have been loaded. */
export function readStatement(sql: string): Read {
  try {
    return { ok: true, reading: read(sql) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, by: 'guard', why: told(error.message) };
    if (hasSqlDetails(error) && !/memory exhausted|stack depth/.test(error.message)) {
      return { ok: false, by: 'database', why: told(error.message) };
    }
    // Nested too deeply, for the parser or for us.
    return { ok: false, by: 'guard', why: refusal.tooComplicated };
  }
}

function read(sql: string): Reading {
  const [statement, another] = parseSync(sql).stmts ?? [];
  if (another) throw new Refusal(refusal.several);
  if (!statement?.stmt) throw new Refusal(refusal.empty);
  if (!('SelectStmt' in statement.stmt)) {
    throw new Refusal(refusal.notRead(wordOf(Object.keys(statement.stmt).join())));
  }
  const select = statement.stmt.SelectStmt;
  const { calls, readAs: _, ...found } = walk({ ...select });
  const unitsOf = offsets(sql);
  const outer = withOf(sql, select.withClause);
  const at = outer && unitsOf(outer.at);
  const behind = outer && unitsOf(outer.behind);
  return {
    ...found,
    ...(at !== undefined &&
      behind !== undefined && { with: { at, behind, recursive: outer?.recursive === true } }),
    calls: calls.sort((one, other) => one - other).map(unitsOf),
  };
}

function withOf(sql: string, clause: { location?: number; recursive?: boolean } | undefined) {
  if (!clause) return undefined;
  const { location: at = 0, recursive = false } = clause;
  const words = scanSync(sql).tokens.filter(
    ({ start, tokenName }) => start >= at && !/COMMENT/.test(tokenName),
  );
  return { at, recursive, behind: words[recursive ? 1 : 0]?.end ?? at };
}

/** Turns ascending offsets in UTF-8 into those of UTF-16. */
function offsets(sql: string): (byte: number) => number {
  const bytes = Buffer.from(sql);
  let seen = 0;
  let units = 0;
  return (byte) => {
    units += bytes.toString('utf8', seen, byte).length;
    seen = byte;
    return units;
  };
}

const told = (message: string): string => visible(shortened(message, maxWords));
