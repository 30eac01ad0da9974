import { setTimeout as sleep } from 'node:timers/promises';
import type { answerQuestion as answer } from '../../../src/ask/answer-question.ts';

/** Milliseconds of a job. */
const jobMs = 200;

/** Takes its time and no processor: what is left is what the queue and the store take. */
export const answerQuestion: typeof answer = async ({ question, signal }) => {
  await sleep(jobMs, undefined, { signal });
  return { kind: 'clarified', question, choices: [] };
};
