import { errorCatalogue, MagpieError } from './errors.ts';
import type { Log } from './log.ts';
import type { Reply } from './reply.ts';
import type { Say } from './text.ts';

/** Any throw as a MagpieError: what is not ours is UNEXPECTED, with the original as its cause. */
export const asMagpieError = (error: unknown): MagpieError =>
  error instanceof MagpieError ? error : new MagpieError('UNEXPECTED', {}, { cause: error });

/** Where an error meets a person: a clear sentence, to them alone. */
export function problemReply(error: unknown, say: Say): Reply {
  const { code, data } = asMagpieError(error);
  return {
    title: say('problem.title'),
    summary: say(`problem.${code}`, data),
    tone: errorCatalogue[code].by === 'fault' ? 'problem' : 'warning',
    blocks: [],
    actions: [],
    visibility: 'caller',
  };
}

/** What happened, for the operator: the error's data, or the words of its cause; may be empty. */
export const whatOf = ({ data, cause }: MagpieError): string =>
  Object.values(data).join(', ') || (cause instanceof Error ? cause.message : '');

/** An error for the operator on the console: what happened, and the next step. */
export function nextStepOf(error: MagpieError): string {
  const what = whatOf(error);
  return `${what}${what && '. '}${errorCatalogue[error.code].operator} (${error.code})`;
}

/** Where an error meets the operator: one line with the next step. What a person got wrong may quote them: its data is left out. */
export function logProblem(error: unknown, log: Log, about: object): void {
  const known = asMagpieError(error);
  const { by, operator } = errorCatalogue[known.code];
  const line = { ...about, code: known.code, next: operator };
  if (by === 'input') log.info(line, 'call refused');
  else if (by === 'limit') log.info({ ...line, ...known.data }, 'call refused');
  else log.error({ ...line, ...known.data, err: known.cause ?? known }, 'call failed');
}
