import type { Say } from '../core/text.ts';

/** In which language something is drawn. */
export interface Scene {
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
}
