import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MagpieError } from '../../../core/errors.ts';
import { judgeText, refusal } from '../../guard/facts.ts';
import { masking } from '../../guard/mask.ts';
import { createAuthorizer } from './authorizer.ts';
import { endsAt, wordFrom } from './blank.ts';
import { internalNameIn, joinsByName, nameIn, namesSchema } from './joined-by-name.ts';
import { folded, quoted } from './names.ts';
import { asSqlError, messageOf } from './sql-error.ts';
import type { Visibility } from './visible.ts';

/**
 * `guard`: it may not run. `database`: SQLite does not understand it; `why` is what SQLite says. It may hold foreign text: see
 * `told`. `sql` is what runs: the statement behind masks of the tables that may not be seen whole.
 */
export type Inspection =
  | { readonly kind: 'allowed'; readonly statement: StatementSync; readonly sql: string }
  | { readonly kind: 'refused'; readonly by: 'guard' | 'database'; readonly why: string };

export interface Guard {
  inspect(sql: string): Inspection;
}

const readingWords: ReadonlySet<string> = new Set(['select', 'with', 'values']);

/** From now on this connection prepares nothing but what may run. */
export function guardConnection(db: DatabaseSync, visibility: () => Visibility): Guard {
  const authorizer = createAuthorizer((table, column) => visibility().whyHidden(table, column));
  db.setAuthorizer(authorizer.decide);
  const refused = (why: string) => ({ kind: 'refused', by: 'guard', why }) as const;
  const notThere = (name: string) =>
    ({ kind: 'refused', by: 'database', why: `no such table: ${name}` }) as const;
  /** What is hidden is refused as SQLite refuses what is not there. */
  const refusedAs = (why: string, sql: string) => {
    const name = visibility().hiddenName(why, sql);
    return name === undefined ? refused(why) : notThere(name);
  };

  return {
    inspect(sql) {
      const text = judgeText(sql);
      if (!text.ok) return refused(text.why);
      const { word } = wordFrom(sql, 0);
      if (!readingWords.has(word)) return refused(word === '' ? refusal.empty : refusal.notRead(word));
      const whyUnseen = whyNotSeen(sql, visibility());
      if (whyUnseen !== undefined) return refusedAs(whyUnseen, sql);
      const masked = behindMasks(sql, visibility());
      authorizer.begin();
      let statement: StatementSync;
      try {
        statement = db.prepare(masked);
      } catch (error) {
        const why = authorizer.reason();
        if (why !== undefined) return refusedAs(why, sql);
        const known = asSqlError(error);
        // A database that cannot be read now says nothing of the statement.
        if (!(known instanceof MagpieError) || known.code === 'SOURCE_UNAVAILABLE') throw known;
        const tooLarge = known.code === 'SQL_TOO_LARGE';
        return { kind: 'refused', by: 'database', why: tooLarge ? 'it is too large' : messageOf(error) };
      }
      // SQLite prepares the first statement and says where that ended: nothing may follow it.
      if (!endsAt(masked, statement.sourceSQL.length)) return refused(refusal.several);
      if (statement.expandedSQL !== statement.sourceSQL) return refused(refusal.parameters);
      const asText = quotedColumns(sql, visibility()).find((column) => !authorizer.reads(column));
      if (asText !== undefined) return refused(refusal.hiddenColumn(asText));
      return { kind: 'allowed', statement, sql: masked };
    },
  };
}

/** What SQLite's authorizer would not see. */
function whyNotSeen(sql: string, { unreadable, opaque, masked, whyHidden }: Visibility): string | undefined {
  const view = nameIn(sql, opaque);
  if (view !== undefined) return refusal.hidden(view);
  if (!joinsByName(sql)) return undefined;
  const name = nameIn(sql, unreadable) ?? internalNameIn(sql);
  if (name !== undefined) return whyHidden(name, '');
  return masked.length > 0 && namesSchema(sql)
    ? 'USING and NATURAL do not go together with a schema before a name here'
    : undefined;
}

/** A masked column in double quotes would be a text, since there is no column of that name. */
function quotedColumns(sql: string, { maskedColumns }: Visibility): readonly string[] {
  if (maskedColumns.length === 0) return [];
  const text = folded(sql);
  return maskedColumns.filter((column) => text.includes(folded(quoted(column))));
}

function behindMasks(sql: string, { masked }: Visibility): string {
  const first = wordFrom(sql, 0);
  if (first.word !== 'with') return masking(sql, masked, {});
  const next = wordFrom(sql, first.end);
  const recursive = next.word === 'recursive';
  return masking(sql, masked, { withAt: (recursive ? next : first).end, recursive });
}
