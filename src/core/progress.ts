export const steps = [
  'fetching',
  'looking',
  'reading-schema',
  'thinking',
  'writing-sql',
  'running',
  'mending',
] as const;

/** What people see while they wait. */
export type Progress =
  | { readonly kind: 'waiting'; readonly ahead: number; readonly etaMs: number }
  | { readonly kind: 'working'; readonly step: (typeof steps)[number] };
