import { sayIn } from '../core/text.ts';
import { refusedBy } from './ask/refusal.ts';
import type { Io } from './command.ts';

/** Prints why there is no answer and gives the exit code for it. Throws what is no error of ours. */
export function refuse(error: unknown, json: boolean, io: Io): number {
  const { why } = refusedBy(error, io.signal, sayIn('en'));
  if (json) io.out(`${JSON.stringify({ refused: why })}\n`);
  else io.err(`${why}\n`);
  return 1;
}
