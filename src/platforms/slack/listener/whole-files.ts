import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackFile } from '../../../../schema/slack-form.ts';
import type { SlackApi } from '../api.ts';

/** Milliseconds of the 3 s in which a call is acknowledged. */
const patienceMs = 800;

/** Of files of other workspaces Slack tells no more than that it is to be asked. Never rejects: what it does not tell is as it was. */
export const wholeFiles = (
  api: Pick<SlackApi, 'file'>,
  team: string,
  files: readonly SlackFile[],
): Promise<readonly SlackFile[]> =>
  Promise.all(
    files.map((file) => {
      if (file.file_access !== 'check_file_info') return file;
      const told = api.file(team, file.id).catch(() => file);
      return Promise.race([told, sleep(patienceMs, file, { ref: false })]);
    }),
  );
