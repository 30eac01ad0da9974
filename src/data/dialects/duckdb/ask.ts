import type { WorkLimit } from '../../../children/pool.ts';
import type { DuckdbAnswers, DuckdbRequest } from './protocol.ts';

type Kind = DuckdbRequest['kind'];
export type RequestOf<K extends Kind> = Extract<DuckdbRequest, { readonly kind: K }>;

/** Asks a child. After the limit the child is killed. */
export type Ask = <K extends Kind>(
  request: RequestOf<K>,
  signal: AbortSignal,
  limit?: WorkLimit,
) => Promise<DuckdbAnswers[K]>;
