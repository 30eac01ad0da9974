import { createOutages } from '../outages.ts';
import { createClock } from './clock.ts';
import { createEvents } from './events.ts';
import { createFiles, processingMs } from './files.ts';
import { type Forged, sendForged } from './forged.ts';
import type { House } from './house.ts';
import { createHttpTransport } from './http-transport.ts';
import { type Installed, type Installing, install } from './install.ts';
import { createInstallations } from './installations.ts';
import type { Acted } from './interactions.ts';
import { createMessages } from './messages.ts';
import type { Outage } from './outages.ts';
import { createRateLimits } from './rate-limits.ts';
import type { SeenRequest } from './requests.ts';
import { createResponseUrls } from './response-urls.ts';
import { createApp, listen } from './server.ts';
import { createSocketTransport } from './socket-transport.ts';
import { createSomeone, type SeenMessage, type Someone } from './someone.ts';
import { createTriggers } from './triggers.ts';
import { uninstall } from './uninstall.ts';
import { createViews } from './views.ts';
import { type Channel, createWorld, type Person, type Team } from './world.ts';

export interface SlackOptions {
  readonly now?: () => Date;
  /** 'real' unless told. */
  readonly rateLimits?: 'real' | 'off';
  /** Whether events go over Socket Mode, and not by HTTP to `eventsUrl`: no. */
  readonly socket?: boolean;
  /** What chance does. */
  readonly seed?: number;
  /** Whether what the app uploads comes to be shown: yes. */
  readonly processesUploads?: boolean;
  /** What the app has subscribed to: all that an app like ours needs. */
  readonly subscriptions?: readonly string[];
}

interface NewTeam {
  readonly name?: string;
  /** Whether the app has a token of it already: 'token'. */
  readonly installed?: 'token' | 'none';
}

interface NewChannel {
  readonly name: string;
  readonly team: Team;
  readonly private?: boolean;
  /** Yes unless told. */
  readonly hasBot?: boolean;
}

interface NewPerson {
  readonly name: string;
  readonly team: Team;
  readonly locale?: string;
  readonly isAdmin?: boolean;
  /** Whether it is another app: no. */
  readonly bot?: boolean;
}

/** A Slack of one app on this machine. */
export interface FakeSlack {
  /** With a slash at its end, for `slackApiUrl` and SLACK_API_URL. */
  readonly apiUrl: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly requests: readonly SeenRequest[];
  /** What a well-made app would not have done. */
  readonly violations: readonly string[];
  /** Where the app listens: 'http://127.0.0.1:3000/slack/events'. */
  eventsUrl: string | undefined;
  /** Sockets that are open and not asked to leave. */
  readonly connections: number;
  now(): Date;
  /** Also does what falls due meanwhile. */
  advance(ms: number): void;
  team(team?: NewTeam): Team;
  channel(channel: NewChannel): Channel;
  person(person: NewPerson): Someone;
  /** The bot comes into a channel, and leaves it. */
  invite(channel: Channel): void;
  kick(channel: Channel): void;
  install(team: Team, installing?: Installing): Promise<Installed>;
  uninstall(team: Team): void;
  /** The token is dead, and nobody says so. */
  revoke(team: Team): void;
  /** What happens to the next request, or so many: 'chat.update' of the API, 'POST /upload/...' of all else. */
  outage(on: RegExp, outage: Outage, times?: number): void;
  /** Done when all that were open have been asked to make way, one after the other has come back. */
  refreshConnections(): Promise<void>;
  /** The sockets break. */
  dropConnections(): void;
  /** Tells the app once more what a person did or said. */
  repeat(what: Acted | SeenMessage, changes?: { readonly newEventId?: boolean }): void;
  /** Resolves once the app was told of a message, whether or not it has acknowledged that. */
  told(message: SeenMessage): Promise<void>;
  /** Milliseconds until it has acknowledged all that it was told of a message; undefined as long as it has not. */
  acknowledgedMs(message: SeenMessage): number | undefined;
  forge(forged: Forged): Promise<Response>;
  close(): Promise<void>;
}

const usualSubscriptions = [
  ...['app_mention', 'message.channels', 'message.groups', 'message.im'],
  ...['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
];

export async function openSlack({
  now = () => new Date(),
  rateLimits = 'real',
  socket = false,
  seed = 1,
  processesUploads = true,
  subscriptions = usualSubscriptions,
}: SlackOptions = {}): Promise<FakeSlack> {
  const violations: string[] = [];
  const requests: SeenRequest[] = [];
  const blame = (what: string) => void violations.push(what);
  const chance = createChance(seed);
  const outages = createOutages<Outage>();
  const clock = createClock(now);
  const appId = clock.id('A');
  const world = createWorld(clock, appId);
  let eventsUrl: string | undefined;
  let fetch: Parameters<typeof listen>[0]['fetch'] = () => new Response(null, { status: 503 });
  const { server, url } = await listen({ fetch: (...request) => fetch(...request) });
  const signingSecret = '8f742231canary0slack0signing0secret';
  const files = createFiles(() => url, clock, processesUploads ? processingMs : Number.POSITIVE_INFINITY);
  const pick = (count: number) => Math.floor(chance() * count);
  const sockets = createSocketTransport({ appId, clock, pick, blame });
  sockets.attach(server);
  const transport = socket ? sockets : createHttpTransport({ signingSecret, clock, url: () => eventsUrl });
  const events = createEvents({ clock, transport, subscriptions: new Set(subscriptions) });
  const house: House = {
    origin: url,
    appToken: `xapp-1-${appId}-canary-slack-app-token`,
    clientId: '1111111111.2222222222',
    clientSecret: 'canary0slack0client0secret',
    signingSecret,
    clock,
    world,
    files,
    events,
    messages: createMessages({ clock, files, events, toss: () => chance() < 0.5 }),
    views: createViews(clock),
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(() => url, clock),
    installations: createInstallations(clock),
    sockets,
    transport,
    blame,
  };
  const limits = createRateLimits(clock, rateLimits === 'real');
  const app = createApp({ house, outages, limits, requests });
  fetch = app.fetch;
  const addPerson = (person: Omit<Person, 'id'>): Someone => createSomeone(house, world.addPerson(person));

  return {
    apiUrl: `${url}/api/`,
    signingSecret,
    appToken: house.appToken,
    clientId: house.clientId,
    clientSecret: house.clientSecret,
    requests,
    violations,
    get eventsUrl() {
      return eventsUrl;
    },
    set eventsUrl(to) {
      eventsUrl = to;
    },
    get connections() {
      return sockets.connections;
    },
    now: () => new Date(clock.now()),
    advance: clock.advance,
    team: ({ name = 'Nest', installed = 'token' } = {}) =>
      world.addTeam({ name, access: installed === 'token' ? 'installed' : 'none' }),
    channel: ({ name, team, private: isPrivate = false, hasBot = true }) =>
      world.addChannel({ name, team, kind: isPrivate ? 'group' : 'channel', hasBot }),
    person: ({ name, team, locale = 'en-US', isAdmin = false, bot = false }) =>
      addPerson({ name, team, locale, isAdmin, ...(bot && { botId: clock.id('B') }) }),
    invite(channel) {
      channel.hasBot = true;
    },
    kick(channel) {
      channel.hasBot = false;
    },
    install(team, installing = {}) {
      const installer = world.addPerson({ name: 'Installer', team, locale: 'en-US', isAdmin: true });
      return install(house, { ...installing, team, installer, eventsUrl });
    },
    uninstall: (team) => uninstall(house, team),
    revoke(team) {
      team.access = 'revoked';
    },
    outage: (on, outage, times = 1) => outages.plan(on, outage, times),
    refreshConnections: sockets.refresh,
    dropConnections: sockets.drop,
    repeat(what, { newEventId = false } = {}) {
      if ('ts' in what) return events.repeat(what.ts, { newEventId });
      void transport.tell({
        kind: 'command' in what.payload ? 'command' : 'interaction',
        body: what.payload,
      });
      return undefined;
    },
    told: ({ ts }) => events.told(ts),
    acknowledgedMs: ({ ts }) => events.acknowledgedMs(ts),
    forge: (forged) => sendForged(eventsUrl ?? '', signingSecret, forged),
    async close() {
      clock.close();
      sockets.close();
      transport.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Numbers from 0 to 1 that are the same each time. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
