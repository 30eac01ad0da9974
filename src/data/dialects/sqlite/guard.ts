import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MagpieError } from '../../../core/errors.ts';
import { createAuthorizer, type WhyHidden } from './authorizer.ts';
import { endsAt, firstWord } from './blank.ts';
import { asSqlError, messageOf } from './sql-error.ts';

/** `guard`: it may not run. `database`: SQLite does not understand it; `why` is what SQLite says. It may hold foreign text: see `told`. */
export type Inspection =
  | { readonly kind: 'allowed'; readonly statement: StatementSync }
  | { readonly kind: 'refused'; readonly by: 'guard' | 'database'; readonly why: string };

export interface Guard {
  inspect(sql: string): Inspection;
}

/** UTF-16 units, as long as any statement that a person or a model writes. */
const maxStatement = 200_000;
const readingWords: ReadonlySet<string> = new Set(['select', 'with', 'values']);
const notRead = (word: string) =>
  word === ''
    ? 'it is not a question (SELECT)'
    : `only questions (SELECT) may run, and this is ${word.toUpperCase()}`;

/** From now on this connection prepares nothing but what may run. */
export function guardConnection(db: DatabaseSync, whyHidden: WhyHidden): Guard {
  const authorizer = createAuthorizer(whyHidden);
  db.setAuthorizer(authorizer.decide);
  const refused = (why: string) => ({ kind: 'refused', by: 'guard', why }) as const;

  return {
    inspect(sql) {
      // SQLite would read up to it and never see the rest.
      if (sql.includes('\0')) return refused('it contains a NUL character');
      if (sql.length > maxStatement) return refused('it is too long');
      const word = firstWord(sql);
      if (!readingWords.has(word)) return refused(notRead(word));
      authorizer.takeReason();
      let statement: StatementSync;
      try {
        statement = db.prepare(sql);
      } catch (error) {
        const why = authorizer.takeReason();
        if (why !== undefined) return refused(why);
        const known = asSqlError(error);
        // A database that cannot be read now says nothing of the statement.
        if (!(known instanceof MagpieError) || known.code === 'SOURCE_UNAVAILABLE') throw known;
        const tooLarge = known.code === 'SQL_TOO_LARGE';
        return { kind: 'refused', by: 'database', why: tooLarge ? 'it is too large' : messageOf(error) };
      }
      // SQLite prepares the first statement and says where that ended: nothing may follow it.
      if (!endsAt(sql, statement.sourceSQL.length)) return refused('it is more than one statement');
      if (statement.expandedSQL !== statement.sourceSQL) return refused('it has parameters without values');
      return { kind: 'allowed', statement };
    },
  };
}
