import type { Clock } from './clock.ts';
import type { Outcome, Transport } from './transport.ts';
import type { ChannelKind, Team } from './world.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the app subscribes to in order to hear what is said in a channel. */
const messagesIn = { channel: 'message.channels', group: 'message.groups', im: 'message.im' } as const;

/** The scope that an event needs, by https://docs.slack.dev/reference/events; others need none. */
const scopeOf: Readonly<Record<string, string | undefined>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
};

/** Milliseconds by which each try but the first waits for the one before. */
const retriesAfterMs = [0, 60_000, 300_000] as const;

/** What is told of a workspace that has thrown the app out. */
const lastWords: ReadonlySet<string> = new Set(['app_uninstalled', 'tokens_revoked']);

const keptEvents = 2000;

export interface Events {
  /** Tells the app, as often as it takes, if it is subscribed and has the scope. */
  tell(team: Team, event: Body & { readonly type: string }, kind?: ChannelKind): void;
  /** Tells everything about this message once more. */
  repeat(ts: string, changes: { readonly newEventId: boolean }): void;
}

interface Parts {
  readonly clock: Clock;
  readonly transport: Transport;
  /** 'app_mention', 'message.channels' */
  readonly subscriptions: ReadonlySet<string>;
}

export function createEvents({ clock, transport, subscriptions }: Parts): Events {
  const told: Body[] = [];

  async function deliver(body: Body): Promise<void> {
    let outcome = await transport.tell({ kind: 'event', body });
    for (const [n, wait] of retriesAfterMs.entries()) {
      if (outcome.kind === 'acknowledged') return;
      if (outcome.kind === 'refused' && !outcome.mayRetry) return;
      const reason = reasonOf(outcome);
      if (wait > 0) await clock.sleep(wait);
      outcome = await transport.tell({ kind: 'event', body, retry: { number: n + 1, reason } });
    }
  }

  const isTold = (team: Team, type: string): boolean =>
    team.access === 'installed' || team.access === 'revoked' || lastWords.has(type);
  const isWanted = (team: Team, type: string, kind: ChannelKind | undefined): boolean => {
    const name = type === 'message' && kind ? messagesIn[kind] : type;
    const scope = scopeOf[name];
    return subscriptions.has(name) && (scope === undefined || team.scopes.has(scope));
  };

  return {
    tell(team, event, kind) {
      if (!isTold(team, event.type) || !isWanted(team, event.type, kind)) return;
      const body = {
        token: 'verification-token',
        team_id: team.id,
        context_team_id: team.id,
        context_enterprise_id: null,
        api_app_id: team.appId,
        event,
        type: 'event_callback',
        event_id: clock.id('Ev'),
        event_time: Math.floor(clock.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: team.id,
            user_id: team.bot.userId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
        event_context: clock.id('4-'),
      };
      told.push(body);
      if (told.length > keptEvents) told.shift();
      void deliver(body);
    },
    repeat(ts, { newEventId }) {
      for (const body of told.filter(({ event }) => (event as { ts?: string }).ts === ts))
        void deliver({ ...body, ...(newEventId && { event_id: clock.id('Ev') }) });
    },
  };
}

function reasonOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'silent':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
    case 'refused':
    case 'acknowledged':
      return 'http_error';
  }
}
