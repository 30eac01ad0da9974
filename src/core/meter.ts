import type { AuditVerdict } from './audit.ts';
import type { Outcome } from './call.ts';
import type { ErrorCode } from './errors.ts';
import type { Lane } from './job-queue.ts';

/** What a call goes through in a process, in this order. */
export type Phase = 'accept' | 'fetch' | 'wait' | 'run' | 'save' | 'deliver';

/** When a phase began and ended: milliseconds since 1970. */
export interface Span {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

interface EndedCall {
  readonly id: string;
  readonly platform: string;
  /** Undefined when a call from before an upgrade names a command that no longer exists. */
  readonly command: string | undefined;
  readonly lane: Lane | undefined;
  readonly outcome: Outcome;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** As far as this process went through them. */
  readonly spans: readonly Span[];
}

/** Hears what happens, to count it. Names of ours only, never content. Never throws. */
export interface Meter {
  callEnded(call: EndedCall): void;
  /** Milliseconds from hearing of it to its place in the store. */
  callAccepted(lane: Lane, ms: number): void;
  callRefused(code: ErrorCode): void;
  modelAnswered(model: string, tokens: { readonly input: number; readonly output: number }): void;
  /** `ms`: how long the database worked; absent when it did not. */
  statementEnded(source: string, verdict: AuditVerdict, ms?: number): void;
  /** A child process ended by itself or had to be killed at its work, also because nobody wanted that any more; it is replaced. */
  childLost(kind: 'vision' | 'data'): void;
}

export const noMeter: Meter = {
  callEnded() {},
  callAccepted() {},
  callRefused() {},
  modelAnswered() {},
  statementEnded() {},
  childLost() {},
};

/** All of them hear it. */
export function together(meters: readonly Meter[]): Meter {
  const each = (tell: (meter: Meter) => void) => {
    for (const meter of meters) tell(meter);
  };
  return {
    callEnded: (call) => each((meter) => meter.callEnded(call)),
    callAccepted: (lane, ms) => each((meter) => meter.callAccepted(lane, ms)),
    callRefused: (code) => each((meter) => meter.callRefused(code)),
    modelAnswered: (model, tokens) => each((meter) => meter.modelAnswered(model, tokens)),
    statementEnded: (source, verdict, ms) => each((meter) => meter.statementEnded(source, verdict, ms)),
    childLost: (kind) => each((meter) => meter.childLost(kind)),
  };
}
