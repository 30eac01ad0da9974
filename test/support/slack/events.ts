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

/** Of which it is remembered what was told of them. */
const keptMessages = 20_000;

export interface Events {
  /** Tells the app, as often as it takes, if it is subscribed and has the scope. */
  tell(team: Team, event: Body & { readonly type: string }, kind?: ChannelKind): void;
  /** Tells everything about this message once more. */
  repeat(ts: string, changes: { readonly newEventId: boolean }): void;
  /** Resolves once everything about this message was told, whether or not the app has acknowledged it. */
  told(ts: string): Promise<void>;
  /** Milliseconds until the app has acknowledged everything about this message; undefined as long as it has not. */
  acknowledgedMs(ts: string): number | undefined;
}

interface Parts {
  readonly clock: Clock;
  readonly transport: Transport;
  /** 'app_mention', 'message.channels' */
  readonly subscriptions: ReadonlySet<string>;
}

/** What the app is told of, and since when. */
interface Told {
  readonly body: Body;
  readonly at: number;
  readonly tried: PromiseWithResolvers<void>;
  acknowledgedMs?: number;
}

export function createEvents({ clock, transport, subscriptions }: Parts): Events {
  const told = new Map<string, Told[]>();
  const about = (ts: string): readonly Told[] => told.get(ts) ?? [];

  async function tellOf(one: Told): Promise<void> {
    if (await deliver(one.body, one.tried.resolve)) one.acknowledgedMs = clock.elapsed() - one.at;
    one.tried.resolve();
  }

  /** Whether it was acknowledged in the end. */
  async function deliver(body: Body, onSilence = () => {}): Promise<boolean> {
    let outcome = await transport.tell({ kind: 'event', body });
    for (const [n, wait] of retriesAfterMs.entries()) {
      if (outcome.kind === 'acknowledged') return true;
      onSilence();
      if (outcome.kind === 'refused' && !outcome.mayRetry) return false;
      const reason = reasonOf(outcome);
      if (wait > 0) await clock.sleep(wait);
      outcome = await transport.tell({ kind: 'event', body, retry: { number: n + 1, reason } });
    }
    return outcome.kind === 'acknowledged';
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
      const { ts = '' } = event as { readonly ts?: string };
      const one: Told = { body, at: clock.elapsed(), tried: Promise.withResolvers() };
      told.set(ts, [...about(ts), one]);
      for (const oldest of told.keys()) {
        if (told.size <= keptMessages) break;
        told.delete(oldest);
      }
      void tellOf(one);
    },
    repeat(ts, { newEventId }) {
      for (const { body } of about(ts))
        void deliver({ ...body, ...(newEventId && { event_id: clock.id('Ev') }) });
    },
    told: async (ts) => void (await Promise.all(about(ts).map(({ tried }) => tried.promise))),
    acknowledgedMs(ts) {
      const all = about(ts).map(({ acknowledgedMs = Number.NaN }) => acknowledgedMs);
      const longest = Math.max(...all);
      return Number.isFinite(longest) ? longest : undefined;
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
