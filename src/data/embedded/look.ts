import { MagpieError } from '../../core/errors.ts';
import type { AnyAnswers, AnyRequest, AskOf, RequestOf } from './ask.ts';

/** `tooMuch`: it would take too long or too much memory. `unreadable`: the database cannot do it, or may not. */
type Seen<T> =
  | { readonly kind: 'seen'; readonly value: T }
  | { readonly kind: 'tooMuch' }
  | { readonly kind: 'unreadable' };

/** A request that reads rows and may fail without harm to the rest. */
export type LookOf<Request extends AnyRequest, Answers extends AnyAnswers<Request>> = <
  K extends Request['kind'],
>(
  request: RequestOf<Request, K>,
) => Promise<Seen<Answers[K]>>;

/** Milliseconds of one look. */
const lookMs = 2_000;

/** Looks for at most `ms` from the first look on; what is asked later is too much. */
export function lookFor<Request extends AnyRequest, Answers extends AnyAnswers<Request>>(
  ms: number,
  ask: AskOf<Request, Answers>,
  signal: AbortSignal,
): LookOf<Request, Answers> {
  let deadline: number | undefined;
  return async (request) => {
    deadline ??= performance.now() + ms;
    const left = Math.min(lookMs, deadline - performance.now());
    if (left <= 0) return { kind: 'tooMuch' };
    try {
      const reason = new MagpieError('SQL_TIMED_OUT', { seconds: left / 1000 });
      return { kind: 'seen', value: await ask(request, signal, { ms: left, reason }) };
    } catch (error) {
      if (!(error instanceof MagpieError)) throw error;
      switch (error.code) {
        case 'SQL_TIMED_OUT':
        case 'SQL_TOO_LARGE':
        case 'CHILD_OUT_OF_MEMORY':
          return { kind: 'tooMuch' };
        case 'SQL_FAILED':
          return { kind: 'unreadable' };
        default:
          throw error;
      }
    }
  };
}
