import { onTestFinished } from 'vitest';
import { type FakeSlack, openSlack, type SlackOptions } from './open-slack.ts';

/** One Slack for one test. */
export async function fakeSlack(options?: SlackOptions): Promise<FakeSlack> {
  const slack = await openSlack(options);
  onTestFinished(slack.close);
  return slack;
}
