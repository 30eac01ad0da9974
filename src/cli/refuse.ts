import { errorCatalogue } from '../core/errors.ts';
import { asMagpieError, nextStepOf } from '../core/problem.ts';
import { sayIn } from '../core/text.ts';
import { visible } from '../render/visible.ts';
import { type Io, UsageError } from './command.ts';
import { redactorOf } from './read-config.ts';

const say = sayIn('en');

/**
 * Prints why there is no answer, without the password of the URL that was asked, and gives the exit code for it. Throws wrong
 * usage, which is told with the usage.
 */
export function refuse(error: unknown, json: boolean, io: Io, url?: string): number {
  return refuseFor(whyRefused(error, io, url), json, io);
}

/** The same for a reason in words. */
export function refuseFor(why: string, json: boolean, io: Io): number {
  if (json) io.out(`${JSON.stringify({ refused: why })}\n`);
  else io.err(`${visible(why)}\n`);
  return 1;
}

/** An error as a refusal. Who calls the command line is the operator, so a fault names the next step. Throws wrong usage. */
export function whyRefused(error: unknown, io: Io, url?: string): string {
  if (error instanceof UsageError) throw error;
  if (io.signal.aborted) return say('problem.CANCELLED');
  const known = asMagpieError(error);
  const { code, data, cause } = known;
  const redact = redactorOf(io, url);
  if (code === 'UNEXPECTED' && io.env.LOG_LEVEL === 'debug' && cause instanceof Error) {
    io.err(`${redact(cause.stack ?? '')}\n`);
  }
  const fault = errorCatalogue[code].by === 'fault' && code !== 'SQL_FAILED';
  return redact(fault ? nextStepOf(known) : say(`problem.${code}`, data));
}
