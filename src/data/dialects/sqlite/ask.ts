import type { AskOf } from '../../embedded/ask.ts';
import type { SqliteAnswers, SqliteRequest } from './protocol.ts';

export type Ask = AskOf<SqliteRequest, SqliteAnswers>;
