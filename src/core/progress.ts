/** What a running call is doing. */
type Step = 'fetching' | 'looking' | 'reading-schema' | 'thinking' | 'writing-sql' | 'running' | 'mending';

/** What people see while they wait. */
export type Progress =
  | { readonly kind: 'waiting'; readonly ahead: number; readonly etaMs: number }
  | { readonly kind: 'working'; readonly step: Step };
