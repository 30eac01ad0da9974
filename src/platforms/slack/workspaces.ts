import { type Logger, webApi } from '@slack/bolt';
import { MagpieError } from '../../core/errors.ts';
import type { InstallationStore } from '../../core/installation.ts';
import { asAccessError } from './access-errors.ts';
import { SlackRefused } from './refusals.ts';
import type { SlackSettings } from './slack-options.ts';

/** A workspace that Magpie is installed in. */
interface Workspace {
  readonly token: string;
  /** Of the bot, as people mention it: 'U…'. */
  readonly botUser: string;
  /** Of the bot, as its messages name it: 'B…'. */
  readonly bot: string;
}

/** Rejects with SlackRefused `not_installed` where Magpie is not, or is no longer. */
export type WorkspaceOf = (team: string) => Promise<Workspace>;

export interface Workspaces {
  readonly of: WorkspaceOf;
  /** Proves the token, where there is one. Resolves with a sentence for the operator; rejects with one of the SLACK_ errors. */
  open(): Promise<string>;
}

export interface WorkspacesOptions extends Pick<SlackSettings, 'apiUrl' | 'auth'> {
  readonly installations: Pick<InstallationStore, 'of' | 'all'>;
  readonly logger: Logger;
}

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { auth, installations } = options;
  switch (auth.kind) {
    case 'oauth':
      return {
        async of(team) {
          const found = await installations.of(team);
          if (!found) throw new SlackRefused('token', 'not_installed');
          return { token: found.botToken, botUser: found.botUser, bot: found.bot };
        },
        async open() {
          const { length } = await installations.all();
          return `Magpie is on Slack, in ${length} ${length === 1 ? 'workspace' : 'workspaces'}.`;
        },
      };
    case 'token': {
      const { botToken: token } = auth;
      let only: Workspace = { token, botUser: '', bot: '' };
      return {
        of: async () => only,
        async open() {
          const { user_id, bot_id, user, team } = await identify(options, token);
          only = { token, botUser: user_id ?? '', bot: bot_id ?? '' };
          return `Magpie is on Slack as ${user} in ${team}.`;
        },
      };
    }
  }
}

const timeoutMs = 10_000;

/** Whose token it is. Rejects with one of the SLACK_ errors. */
async function identify(
  { apiUrl, logger }: WorkspacesOptions,
  token: string,
): Promise<webApi.AuthTestResponse> {
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    logger,
    timeout: timeoutMs,
    retryConfig: { retries: 2 },
  });
  const told = await client.auth.test().catch((error) => Promise.reject(asAccessError(error, 'auth.test')));
  if (told.user_id === undefined)
    throw new MagpieError('SLACK_UNREACHABLE', { why: 'this is not the Slack API' });
  return told;
}
