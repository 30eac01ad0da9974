import { setTimeout as sleep } from 'node:timers/promises';
import { type Visitor, visitor } from '../../test/support/visitor.ts';

/** What people do in a browser, one thing after the other. Resolves with how often it was not taken as it should be. */
export type Visit = (round: number) => Promise<void>;

const question = (round: number) => `how many cars weigh more than ${1500 + (round % 3000)} pounds?`;
const notAPicture = (round: number) =>
  new File([`this is no picture ${round}`], 'picture.png', { type: 'image/png' });

/** Each browser is a new person now and then, in one of some channels. */
export function createVisits(base: string, number: number): Visit {
  let browser: Visitor = visitor(base);
  const channel = `soak-${number}`;
  const waitFor = async (id: string) => {
    for (let tries = 0; tries < 100; tries += 1) {
      const html = await browser.get(`/c/${channel}/calls/${id}`);
      if (!/data-state="(queued|running)"/.test(html)) return;
      await sleep(50);
    }
  };
  const deeds: readonly Visit[] = [
    async (round) => {
      const { id } = await browser.send(`/ask ${question(round)}`, { channel });
      await waitFor(id);
      await browser.send('and how many of them are from Japan?', { channel, thread: id });
    },
    // Refused, to this person alone.
    async (round) => void (await browser.send('/classify', { channel, file: notAPicture(round) })),
    async () => void (await browser.send('/history', { channel })),
    async () => void (await browser.send('/help', { channel })),
    async (round) => void (await browser.send(`/ask ${'why '.repeat(400)}${round}`, { channel })),
    async () => {
      // Somebody looks for a moment, and goes.
      const leaves = new AbortController();
      const stream = browser.fetch(`/c/${channel}/events`, { signal: leaves.signal }).catch(() => undefined);
      await sleep(300);
      leaves.abort();
      await (await stream)?.body?.cancel().catch(() => {});
    },
    async () => {
      await browser.send('/forget mine', { channel });
      browser = visitor(base);
    },
  ];
  return async (round) => {
    await deeds[round % deeds.length]?.(round);
  };
}
