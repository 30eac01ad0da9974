import { MagpieError } from '../errors.ts';

export interface Deadline extends Disposable {
  /** Aborts with the outer signal, or with DEADLINE_PASSED. */
  readonly signal: AbortSignal;
}

/** The timer is monotonic: a clock that jumps ends nothing. */
export function deadlineIn(ms: number, outer: AbortSignal): Deadline {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new MagpieError('DEADLINE_PASSED')), ms);
  return {
    signal: AbortSignal.any([outer, late.signal]),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
