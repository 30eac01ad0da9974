import { createHmac } from 'node:crypto';
import type {
  InstallationStore as BoltStore,
  HTTPReceiverOptions,
  Installation as Installed,
} from '@slack/bolt';
import type { Installation, InstallationStore } from '../../../core/installation.ts';
import type { Log } from '../../../core/log.ts';
import { redirectPath } from '../manifest.ts';
import { platformName } from '../new-call.ts';
import { scopesOf } from '../scopes.ts';
import type { SlackAuth } from '../slack-options.ts';

export interface InstallOptions {
  readonly auth: Extract<SlackAuth, { kind: 'oauth' }>;
  readonly apiUrl: string;
  readonly installations: InstallationStore;
  readonly log: Log;
  readonly now: () => Date;
}

const timeoutMs = 10_000;

/** Lets workspaces install the app: '/slack/install' in a browser, and what Slack sends the browser back to. */
export function installing({ auth, apiUrl, installations, log, now }: InstallOptions) {
  const { clientId, clientSecret } = auth;
  const installationStore: BoltStore = {
    async storeInstallation(installed) {
      const installation = installationOf(installed, now());
      await installations.save(installation);
      log.info({ platform: platformName, team: installation.team }, 'slack: installed in a workspace');
    },
    // Whoever wants to know asks our own store.
    fetchInstallation: () => Promise.reject(new Error('installations are looked up by their workspace')),
  };
  return {
    clientId,
    clientSecret,
    scopes: scopesOf({ mentionsOnly: false }),
    // Known to us alone, and the same after a restart.
    stateSecret: createHmac('sha256', clientSecret).update('state').digest('base64url'),
    installationStore,
    installerOptions: {
      directInstall: true,
      redirectUriPath: redirectPath,
      authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
      // Somebody waits for it before a browser.
      clientOptions: { slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 1 } },
    },
  } satisfies Partial<HTTPReceiverOptions>;
}

function installationOf(installed: Installed, now: Date): Installation {
  const { team, enterprise, bot } = installed;
  if (!team || !bot) throw new Error('only single workspaces can install it, and with a bot');
  return {
    team: team.id,
    teamName: team.name ?? team.id,
    ...(enterprise && { enterprise: enterprise.id }),
    botToken: bot.token,
    botUser: bot.userId,
    bot: bot.id,
    scopes: bot.scopes,
    installedAt: now.toISOString(),
  };
}
