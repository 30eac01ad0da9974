import { setTimeout as sleep } from 'node:timers/promises';
import { openSlack } from '../../test/support/slack/open-slack.ts';
import { freePort } from '../crash/free-port.ts';
import { serveFlood } from '../flood/inside.ts';
import { createCrowd } from './crowd.ts';

const pauseMs = 500;

const socket = process.argv[2] === 'socket';
const slack = await openSlack({ socket });
const port = await freePort();
slack.eventsUrl = `http://127.0.0.1:${port}/slack/events`;
/** By the limits of one, answers to some hundred calls at once would take many minutes. */
const teams = Array.from({ length: 9 }, (_, n) => slack.team({ name: `Nest ${n}`, installed: 'none' }));

serveFlood({
  env: {
    SLACK_API_URL: slack.apiUrl,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_PORT: String(port),
    ...(socket ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
  },
  crowd: createCrowd(slack, teams),
  violations: slack.violations,
  async heard(overdue) {
    while (socket && slack.connections === 0 && !overdue.aborted) await sleep(pauseMs);
    for (const team of teams) await slack.install(team);
    return !overdue.aborted;
  },
});
