import type { MagpieError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { logProblem } from '../../core/problem.ts';
import { platformName } from './new-call.ts';
import { isUnreachable, type SlackRefused } from './refusals.ts';
import { createSeldom } from './seldom.ts';

/** Tells the operator what only they can mend. */
export type Complain = (refused: SlackRefused, known: MagpieError, team: string) => void;

const mendable: ReadonlySet<string> = new Set(['SLACK_TOKEN_REFUSED', 'SLACK_SCOPE_MISSING']);

/** Where it may not write, whoever asked gets the answer in another way; for the next one this helps. */
const inviting = 'Invite it with /invite, so that answers open threads.';
const permitting = 'Somebody who manages the channel can let the app write there.';
const nextSteps: Readonly<Record<string, string>> = {
  not_in_channel: inviting,
  channel_not_found: inviting,
  is_archived: 'Nobody can write in an archived channel: ask in another.',
  messages_tab_disabled:
    'Let people write to it: https://api.slack.com/apps > the app > App Home > Messages Tab.',
};

export function createComplaints(log: Log, now: () => Date): Complain {
  const isNews = createSeldom(now);
  return (refused, known, team) => {
    const { method, error, needed = '' } = refused;
    // That a person has left concerns nobody else.
    const isBarred = isUnreachable(refused) && !error.startsWith('user_');
    if (!mendable.has(known.code) && !isBarred) return;
    if (!isNews(`${team} ${error} ${needed}`)) return;
    const about = { platform: platformName, team, method };
    if (isBarred)
      log.info(
        { ...about, why: error, next: nextSteps[error] ?? permitting },
        'slack: asked where it may not write',
      );
    else logProblem(known, log, about);
  };
}
