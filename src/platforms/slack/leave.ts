import type { HistoryStore } from '../../core/history.ts';
import type { InstallationStore } from '../../core/installation.ts';
import type { Log } from '../../core/log.ts';
import { platformName } from './new-call.ts';

/** Deletes all that is kept of a workspace that has removed Magpie. */
export type Leave = (team: string) => Promise<void>;

export const createLeave =
  (installations: Pick<InstallationStore, 'delete'>, history: Pick<HistoryStore, 'leave'>, log: Log): Leave =>
  async (team) => {
    await installations.delete(team);
    const turns = await history.leave(team);
    log.info(
      { platform: platformName, team, turns },
      'slack: removed from a workspace, whose data is deleted',
    );
  };
