import { App, type Logger, type Receiver } from '@slack/bolt';
import type { AnyCommand } from '../../core/command.ts';
import type { Accept } from '../../core/platform.ts';
import { createIntake } from '../placeholder/intake.ts';
import type { Outlet, Outlets } from '../placeholder/outlets.ts';
import type { SlackApi } from './api.ts';
import type { Leave } from './leave.ts';
import { classifyShortcut } from './limits.ts';
import { createCommands } from './listener/commands.ts';
import { createDeletions } from './listener/deletions.ts';
import { createHome } from './listener/home.ts';
import { createMessages } from './listener/messages.ts';
import { createOpenForm } from './listener/open-form.ts';
import { createPairUp } from './listener/pairs.ts';
import { createPresses, type Pressed } from './listener/presses.ts';
import { createShortcuts, type Shortcut } from './listener/shortcuts.ts';
import { createSubmissions, type Submitted } from './listener/submissions.ts';
import { createTake } from './listener/take.ts';
import { createTell } from './listener/tell.ts';
import { createPeople } from './people.ts';
import type { SlackMessage } from './render/message.ts';
import type { SlackOptions } from './slack-options.ts';
import { deletedIn, type MessageEvent } from './wire.ts';
import type { WorkspaceOf } from './workspaces.ts';

export interface SlackAppParts {
  readonly options: SlackOptions;
  readonly commands: readonly AnyCommand[];
  readonly accept: Accept;
  readonly api: SlackApi;
  readonly outlets: Outlets;
  readonly keepMessage: (outlet: Outlet, message: string) => Promise<void>;
  readonly progress: Parameters<typeof createIntake>[0]['progress'];
  readonly workspaceOf: WorkspaceOf;
  readonly leave: Leave;
  readonly receiver: Receiver;
  readonly logger: Logger;
  readonly stopping: () => boolean;
}

/** What happens in Slack, handed to whoever makes calls of it. */
export function createSlackApp(parts: SlackAppParts): App {
  const { options, commands, api, outlets, workspaceOf, leave, receiver, logger, stopping } = parts;
  const { calls, history, examples, models, sourcesFor, load, log, now } = options;
  const intake = createIntake({ ...parts, log });
  const people = createPeople(api, now);
  const byName = new Map(commands.map((command) => [command.name, command]));
  const take = createTake({ commands: byName, intake, now });
  const tell = createTell(api);
  const openForm = createOpenForm({ commands: byName, api, models, sourcesFor, log });
  const status = () => ({ models: models(), ...load() });
  const onCommand = createCommands({ commands, people, take, openForm });
  const onPress = createPresses({ calls, commands: byName, api, people, take, tell, openForm });
  const onSubmission = createSubmissions({ people, take, tell });
  const onShortcut = createShortcuts({ api, people, take });
  const onMessage = createMessages({ api, calls, intake, pairUp: createPairUp(), people, workspaceOf, now });
  const onDeletion = createDeletions({ calls, outlets, intake, api, now });
  const onHome = createHome({ commands, api, people, history, sourcesFor, examples, status, now });

  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions: { slackApiUrl: options.apiUrl },
    async authorize({ teamId = '' }) {
      const { token, bot, botUser } = await workspaceOf(teamId);
      return { botToken: token, botId: bot, botUserId: botUser, teamId };
    },
  });

  /** What is not acknowledged Slack tells the next process. */
  const unlessStopping = () => {
    if (stopping()) throw new Error('this process is stopping');
  };
  const message = async (team: string, event: MessageEvent): Promise<void> => {
    unlessStopping();
    const deleted = deletedIn(event);
    await (deleted === undefined ? onMessage(team, event) : onDeletion(team, event.channel, deleted));
  };

  // What Slack sends is its contract: of its many forms those that are read are named where they are read.
  app.event('message', ({ event, body }) => message(body.team_id, event as MessageEvent));
  app.event('app_mention', ({ event, body }) => message(body.team_id, event as MessageEvent));
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab === 'home') await onHome(body.team_id, event.user);
  });
  app.event('app_uninstalled', ({ body }) => leave(body.team_id));
  app.event('tokens_revoked', async ({ event, body }) => {
    if (event.tokens.bot?.length) await leave(body.team_id);
  });
  app.command(/^\//, ({ command, ack }) => onCommand(command, (said) => ack(said && ephemeral(said))));
  app.action({ type: 'block_actions' }, ({ body, ack }) => onPress(body as Pressed, () => ack()));
  app.shortcut({ type: 'message_action', callback_id: classifyShortcut }, ({ shortcut, ack }) =>
    onShortcut(shortcut as Shortcut, () => ack()),
  );
  app.view({ type: 'view_submission' }, ({ body, ack }) =>
    onSubmission(body as Submitted, (response) => (response ? ack(response) : ack())),
  );
  return app;
}

const ephemeral = ({ text, blocks }: SlackMessage) => ({ response_type: 'ephemeral' as const, text, blocks });
