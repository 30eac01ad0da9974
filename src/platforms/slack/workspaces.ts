import type { Installations } from '../../core/installations.ts';
import { SlackRefused } from './refusals.ts';

/** A workspace that Magpie is installed in. */
export interface Workspace {
  readonly token: string;
  /** Of the bot, as people mention it: 'U…'. */
  readonly botUser: string;
  /** Of the bot, as its messages name it: 'B…'. */
  readonly bot: string;
}

/** Rejects with SlackRefused `not_installed` where Magpie is not, or is no longer. */
export type WorkspaceOf = (team: string) => Promise<Workspace>;

export const installedWorkspaces =
  (installations: Pick<Installations, 'of'>): WorkspaceOf =>
  async (team) => {
    const found = await installations.of(team);
    if (!found) throw new SlackRefused('token', 'not_installed');
    return { token: found.botToken, botUser: found.botUser, bot: found.bot };
  };
