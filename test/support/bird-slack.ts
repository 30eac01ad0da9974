import { expect, onTestFinished } from 'vitest';
import { addressOf } from '../../src/platforms/slack/address.ts';
import { createSlackPlatform, type SlackPlatform } from '../../src/platforms/slack/index.ts';
import type { SlackOptions } from '../../src/platforms/slack/slack-options.ts';
import { aLife, type Life } from './a-life.ts';
import { birdQuestions } from './bird-playground.ts';
import { sharedBirds } from './bird-source.ts';
import { eventually } from './eventually.ts';
import { keptLog } from './kept-log.ts';
import { openToAll } from './open-to-all.ts';
import { knowing, openPlayground, type Playground, type PlaygroundParts } from './playground.ts';
import { fakeSlack } from './slack/fake-slack.ts';
import type { SlackOptions as FakeOptions, FakeSlack } from './slack/open-slack.ts';
import type { SeenMessage, Someone } from './slack/someone.ts';
import type { Channel, Team } from './slack/world.ts';
import { slackOptions } from './slack-options.ts';
import { readText } from './slack-text.ts';
import { type TempStore, tempStore } from './temp-store.ts';

/** How events come to Magpie. */
export const transports = ['http', 'socket'] as const;
export type TransportName = (typeof transports)[number];

export interface BirdSlack {
  readonly slack: FakeSlack;
  readonly team: Team;
  readonly birds: Channel;
  readonly ada: Someone;
  readonly bo: Someone;
  readonly store: TempStore;
  readonly log: ReturnType<typeof keptLog>;
  readonly house: Playground;
  /** Of the process that runs now. */
  readonly life: Life;
  /** What the operator was told at start. */
  readonly told: () => string;
  /** The process ends, if it has not been killed, and another takes its place. */
  restart(parts?: Partial<PlaygroundParts>): Promise<void>;
  /** Resolves once a call runs, and the message that waits for its answer is stored. */
  running(): Promise<unknown>;
  /** The last message that this person sees there whose text holds these words. */
  seen(by: Someone, channel: Channel, words: string | RegExp): Promise<SeenMessage>;
}

interface BirdSlackOptions extends Partial<PlaygroundParts> {
  readonly transport?: TransportName;
  readonly fake?: FakeOptions;
  /** Whether it is for each workspace that installs it, and not for one by its token: no. */
  readonly oauth?: boolean;
  readonly slackParts?: Partial<SlackOptions>;
}

/** All of Magpie in a Slack of its own, about four birds. A test in which the app does what it should not fails. */
export async function birdSlack(options: BirdSlackOptions = {}): Promise<BirdSlack> {
  const { transport = 'http', fake, oauth = false, slackParts, ...parts } = options;
  const socket = transport === 'socket';
  const slack = await fakeSlack({ socket, ...fake });
  const team = slack.team({ name: 'Nest', installed: oauth ? 'none' : 'token' });
  const birds = slack.channel({ name: 'birds', team });
  const store = await tempStore(slack.now);
  const data = await sharedBirds();
  const log = keptLog();
  let told = '';
  let life = aLife();
  const start = async (different: Partial<PlaygroundParts> = {}) => {
    life = aLife();
    const mortal = life.storeOf(store);
    const platform: SlackPlatform = createSlackPlatform(
      slackOptions(slack, {
        store: mortal,
        socket,
        team: oauth ? undefined : team,
        log,
        sourcesFor: parts.sourcesFor ?? openToAll(data),
        models: () => ['three-birds'],
        tell(text) {
          told += text;
        },
        ...slackParts,
      }),
    );
    const opened = await openPlayground({
      store: mortal,
      data,
      writer: knowing(birdQuestions),
      pageRows: 2,
      log,
      now: slack.now,
      ...parts,
      ...different,
      platforms: [{ ...platform, courier: life.whileAlive(platform.courier) }],
    });
    slack.eventsUrl = `${platform.url}/slack/events`;
    return opened;
  };
  const end = () => (life.isOver ? house.abandon() : house.close());
  let house = await start();
  onTestFinished(async () => {
    await end();
    expect(slack.violations).toEqual([]);
  });
  return {
    slack,
    team,
    birds,
    ada: slack.person({ name: 'Ada', team }),
    bo: slack.person({ name: 'Bo', team }),
    store,
    log,
    get house() {
      return house;
    },
    get life() {
      return life;
    },
    told: () => told,
    async restart(different) {
      await end();
      house = await start(different);
    },
    running: () =>
      eventually(async () => {
        const unfinished = await store.calls.unfinished();
        return unfinished.some(({ state, call }) => state === 'running' && addressOf(call).message !== null);
      }),
    seen: (by, channel, words) =>
      eventually(() => by.sees(channel).findLast((message) => holds(readText(message), words))),
  };
}

const holds = (text: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? text.includes(words) : words.test(text);
