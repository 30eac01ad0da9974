import type { Say } from '../../../core/text.ts';

/** Who is behind a request. */
export interface Person {
  /** 'visitor:<uuid>', 'user:<name>', 'token:<hash>' or 'api'. */
  readonly id: string;
  readonly name: string;
  /** BCP 47, from Accept-Language. */
  readonly locale: string;
  readonly roles: readonly string[];
  /** Words in their language. */
  readonly say: Say;
}
