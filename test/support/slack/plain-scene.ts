import { fakeSlack } from './fake-slack.ts';
import type { SlackOptions } from './open-slack.ts';
import { plainApp } from './plain-app.ts';

/** Ada and Bo in a channel with an app that does only what a test tells it. */
export async function plainScene(options: SlackOptions = {}) {
  const slack = await fakeSlack(options);
  const team = slack.team();
  const birds = slack.channel({ name: 'birds', team });
  const bot = await plainApp(slack, team, options.socket ? 'socket' : 'http');
  const [ada, bo] = [slack.person({ name: 'Ada', team }), slack.person({ name: 'Bo', team })];
  return { slack, team, birds, bot, ada, bo };
}
