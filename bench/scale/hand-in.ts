import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import type { Crew } from './crew.ts';

export interface HandIn {
  readonly calls: number;
  readonly perSecond: number;
}

/** Hands calls in at this pace, whether or not the ones before have been taken; gives how many milliseconds each took. Rejects when one is refused. */
export async function handIn(
  { base, token }: Pick<Crew, 'base' | 'token'>,
  { calls, perSecond }: HandIn,
): Promise<readonly number[]> {
  const dispatcher = new Agent({ connections: 64 });
  const began = performance.now();
  const times: Promise<number>[] = [];
  for (let each = 0; each < calls; each += 1) {
    const wait = began + (each * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    times.push(one(`${base}/api/ask`, token, each, dispatcher));
  }
  const all = await Promise.all(times);
  await dispatcher.close();
  return all;
}

async function one(url: string, token: string, number: number, dispatcher: Agent): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, {
    dispatcher,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ question: `How many, number ${number}?`, channel: `channel-${number % 50}` }),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - began;
}
