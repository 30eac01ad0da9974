import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import type { FakeSlack } from './open-slack.ts';
import type { Team } from './world.ts';

/** The real Bolt in front of the fake, with no Magpie: for the tests of the fake itself. */
export async function plainApp(slack: FakeSlack, team: Team, transport: 'http' | 'socket' = 'http') {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const silent = { logger: noLogger };
  const receiver =
    transport === 'http'
      ? new HTTPReceiver({ signingSecret: slack.signingSecret, ...silent })
      : new SocketModeReceiver({ appToken: slack.appToken, installerOptions: { clientOptions }, ...silent });
  const app = new App({ token: team.botToken, receiver, clientOptions, ignoreSelf: false, ...silent });
  const events: Readonly<Record<string, unknown>>[] = [];
  const eventIds: string[] = [];
  app.event(/.*/, async ({ event, body }) => {
    // Bolt's event types have no index signature.
    events.push(event as unknown as (typeof events)[number]);
    eventIds.push(body.event_id);
  });
  if (receiver instanceof HTTPReceiver) {
    const server = await receiver.start(0);
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    slack.eventsUrl = `http://127.0.0.1:${address.port}/slack/events`;
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
  } else {
    await receiver.start();
    onTestFinished(() => receiver.client.disconnect());
  }
  return {
    app,
    /** Does not wait where Slack says so. */
    client: new webApi.WebClient(team.botToken, {
      ...clientOptions,
      ...silent,
      rejectRateLimitedCalls: true,
    }),
    events,
    eventIds,
    of: (type: string) => events.filter((event) => event.type === type),
  };
}

/** Refusals are looked at, not read. */
export const noLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  setName: () => {},
  getLevel: () => LogLevel.ERROR,
};

/** With what every message of ours carries. */
export const quiet = { unfurl_links: false, unfurl_media: false } as const;
