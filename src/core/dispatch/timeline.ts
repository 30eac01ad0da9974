import type { Phase, Span } from '../meter.ts';

/** What a call went through in this process. */
export interface Timeline {
  readonly spans: readonly Span[];
  /** This phase has lasted from then, by default the end of the one before, until now. */
  passed(phase: Phase, from?: number): void;
}

/** Milliseconds since 1970 on a clock that does not jump. */
export const instant = (): number => performance.timeOrigin + performance.now();

/** Of a call that was received so many milliseconds ago. */
export function createTimeline(ageMs = 0): Timeline {
  const spans: Span[] = [];
  const opened = instant() - ageMs;
  return {
    spans,
    passed(phase, from = spans.at(-1)?.to ?? opened) {
      spans.push({ phase, from, to: instant() });
    },
  };
}
