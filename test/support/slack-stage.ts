import { setTimeout as sleep } from 'node:timers/promises';
import { createSlackPlatform } from '../../src/platforms/slack/index.ts';
import type { Store } from '../../src/store/open.ts';
import type { Guest, PlatformStage } from '../contracts/platform.ts';
import { fakeSlack } from './slack/fake-slack.ts';
import type { Acted } from './slack/interactions.ts';
import type { SeenMessage } from './slack/someone.ts';
import { slackOptions } from './slack-options.ts';
import { readText } from './slack-text.ts';

/** Slack as the contract of platforms wants it. */
export async function openSlackStage(store: Store): Promise<PlatformStage> {
  const slack = await fakeSlack();
  const team = slack.team();
  const birds = slack.channel({ name: 'birds', team });
  const platform = createSlackPlatform(slackOptions(slack, { store, team }));
  const guest = (name: string): Guest => {
    const person = slack.person({ name, team });
    let last: Acted | SeenMessage | undefined;
    return {
      async ask(question, thread) {
        // Slack has no commands in threads.
        last =
          thread === undefined
            ? await person.slash(birds, '/ask', question)
            : person.say(birds, question, { thread });
      },
      async repeat() {
        if (last) slack.repeat(last);
        await sleep(100);
      },
      async sees() {
        return person.sees(birds).map(readText);
      },
    };
  };
  return {
    platform,
    async guests() {
      slack.eventsUrl = `${platform.url}/slack/events`;
      return { ada: guest('Ada'), bo: guest('Bo') };
    },
  };
}
