import type { WorkLimit } from '../../../children/pool.ts';
import type { SqliteAnswers, SqliteRequest } from './protocol.ts';

type Kind = SqliteRequest['kind'];
export type RequestOf<K extends Kind> = Extract<SqliteRequest, { readonly kind: K }>;

/** Asks a child. After the limit the child is killed. */
export type Ask = <K extends Kind>(
  request: RequestOf<K>,
  signal: AbortSignal,
  limit?: WorkLimit,
) => Promise<SqliteAnswers[K]>;
