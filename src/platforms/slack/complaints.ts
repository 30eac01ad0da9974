import type { MagpieError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { logProblem } from '../../core/problem.ts';
import { platformName } from './new-call.ts';
import type { SlackRefused } from './refusals.ts';

/** Tells the operator what only they can mend. */
export type Complain = (refused: SlackRefused, known: MagpieError, team: string) => void;

/** Milliseconds until the same is worth saying again. */
const quietMs = 600_000;

const mendable: ReadonlySet<string> = new Set(['SLACK_TOKEN_REFUSED', 'SLACK_SCOPE_MISSING']);

export function createComplaints(log: Log, now: () => Date): Complain {
  const saidAt = new Map<string, number>();
  return ({ method, error, needed = '' }, known, team) => {
    const isElsewhere = error === 'not_in_channel';
    if (!mendable.has(known.code) && !isElsewhere) return;
    const key = `${team} ${error} ${needed}`;
    const at = now().getTime();
    if (at - (saidAt.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    saidAt.set(key, at);
    const about = { platform: platformName, team, method };
    if (isElsewhere)
      log.info(
        { ...about, next: 'Invite it with /invite, so that answers open threads.' },
        'slack: used where it is not a member',
      );
    else logProblem(known, log, about);
  };
}
