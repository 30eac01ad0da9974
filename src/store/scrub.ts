import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteFile } from './sqlite.ts';

const tries = 20;
const pauseMs = 100;

/**
 * Leaves no byte of what was deleted in the log either. Somebody who reads an older state beside this process keeps it there: what
 * cannot be done within two seconds is done with the next retention.
 */
export const createScrub =
  ({ checkpoint }: SqliteFile) =>
  async (): Promise<void> => {
    for (let left = tries; !checkpoint() && left > 0; left -= 1) await sleep(pauseMs);
  };
