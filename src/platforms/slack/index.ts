import type { Receiver } from '@slack/bolt';
import type { Platform } from '../../core/platform.ts';
import { createOutlets, type Outlet } from '../placeholder/outlets.ts';
import { createRation } from '../placeholder/ration.ts';
import { untilStopping } from '../placeholder/until-stopping.ts';
import { createSlackApi } from './api.ts';
import { createSlackApp } from './app.ts';
import { createComplaints } from './complaints.ts';
import { createSlackCourier } from './courier/courier.ts';
import { createDownload } from './courier/download.ts';
import { keepMessage } from './courier/keep-message.ts';
import { createPlaceholders } from './courier/placeholders.ts';
import { createLeave } from './leave.ts';
import { progressPerMinute } from './limits.ts';
import { platformName } from './new-call.ts';
import { createSdkLog } from './sdk-log.ts';
import type { SlackOptions } from './slack-options.ts';
import { createReceivers } from './transport/receivers.ts';
import { createWorkspaces } from './workspaces.ts';

export interface SlackPlatform extends Platform {
  /** Where it listens for HTTP, once it does, if it does: 'http://127.0.0.1:3000'. */
  readonly url: string | undefined;
}

const minute = 60_000;

/** Slack: commands, forms, buttons, messages and threads of the workspaces that it is installed in. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const { calls, history, installations, log, now, tell } = options;
  const logger = createSdkLog(log);
  const workspaces = createWorkspaces({ ...options, logger });
  const tokenOf = async (team: string) => (await workspaces.of(team)).token;
  const api = createSlackApi({ ...options, tokenOf, logger, complain: createComplaints(log, now) });
  const outlets = createOutlets();
  const keep = (outlet: Outlet, message: string) => keepMessage(calls, outlet, message);
  const rations = new Map<string, () => boolean>();
  const courier = createSlackCourier({
    ...options,
    api,
    outlets,
    placeholders: createPlaceholders({ api, keepMessage: keep }),
    mayEdit(team) {
      const ration = rations.get(team) ?? createRation(progressPerMinute, minute);
      rations.set(team, ration);
      return api.mayEdit(team) && ration();
    },
    read: createDownload({ ...options, api, tokenOf }),
  });
  const receivers = createReceivers({ ...options, logger });
  let receiver: Receiver | undefined;
  let stopping = false;

  return {
    name: platformName,
    courier,
    get url() {
      return receivers.url;
    },
    async listen(commands, given) {
      const accept = untilStopping(given, () => stopping);
      const welcome = await workspaces.open();
      const app = createSlackApp({
        options,
        commands,
        accept,
        api,
        outlets,
        keepMessage: keep,
        progress: courier.progress,
        workspaceOf: workspaces.of,
        leave: createLeave(installations, history, log),
        receiver: receivers.receiver,
        logger,
        stopping: () => stopping,
      });
      await app.start();
      receiver = receivers.receiver;
      tell(`${welcome}${receivers.hint}\n`);
      return {
        async stop() {
          stopping = true;
        },
      };
    },
    async close() {
      stopping = true;
      await receiver?.stop();
    },
  };
}
