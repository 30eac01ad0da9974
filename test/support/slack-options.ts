import type { Log } from '../../src/core/log.ts';
import type { SlackOptions } from '../../src/platforms/slack/slack-options.ts';
import type { Store } from '../../src/store/open.ts';
import { keptLog } from './kept-log.ts';
import type { FakeSlack } from './slack/open-slack.ts';
import type { Team } from './slack/world.ts';

interface SlackOptionsOf extends Partial<SlackOptions> {
  readonly store: Store;
  /** Over which way events come: HTTP. */
  readonly socket?: boolean;
  /** The one workspace; without it, each that installs the app. */
  readonly team?: Team | undefined;
  readonly log?: Log;
}

/** The platform's slice of the configuration, for a fake Slack. */
export const slackOptions = (
  slack: Pick<FakeSlack, 'apiUrl' | 'signingSecret' | 'appToken' | 'clientId' | 'clientSecret' | 'now'>,
  { store, socket = false, team, log = keptLog(), ...more }: SlackOptionsOf,
): SlackOptions => ({
  apiUrl: slack.apiUrl,
  auth: team
    ? { kind: 'token', botToken: team.botToken }
    : { kind: 'oauth', clientId: slack.clientId, clientSecret: slack.clientSecret },
  transport: socket
    ? { kind: 'socket', appToken: slack.appToken }
    : { kind: 'http', signingSecret: slack.signingSecret },
  host: '127.0.0.1',
  port: 0,
  maxPictureBytes: 1_000_000,
  maxFileBytes: 1_000_000,
  calls: store.calls,
  history: store.history,
  blobs: store.blobs,
  installations: store.installations,
  models: () => [],
  sourcesFor: () => new Map(),
  examples: ['Which birds are there?'],
  load: () => ({ waiting: 0, running: 0 }),
  tell: () => {},
  log,
  now: slack.now,
  ...more,
});
