import { onTestFinished } from 'vitest';
import { type CallState, outcomes } from '../../src/core/call.ts';
import { sharedBirds } from './bird-source.ts';
import { eventually } from './eventually.ts';
import { knowing, openPlayground, type Playground, type PlaygroundParts } from './playground.ts';
import { type TempStore, tempStore } from './temp-store.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Questions about the four birds. */
export const birdQuestions = {
  'Which birds are there?': { sql: 'SELECT name, grams FROM birds ORDER BY id', understood: 'all birds' },
  'How many birds?': { sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds' },
  'and the light ones?': { sql: 'SELECT name FROM birds WHERE grams < 100', understood: 'birds under 100 g' },
  'Slowly, how many?': { sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds', ms: 600 },
  'Think long': { sql: 'SELECT 1 AS one', understood: 'one', ms: 20_000 },
};

export interface BirdPlayground extends Playground {
  readonly store: TempStore;
  /** A new browser. */
  browser(headers?: Readonly<Record<string, string>>): Visitor;
  /** Sends a line and waits for the answer; gives its row as this visitor sees it. */
  ask(
    by: Visitor,
    text: string,
    more?: Parameters<Visitor['send']>[1],
  ): Promise<{ id: string; html: string }>;
}

/** A playground about four birds, closed when the test has finished. */
export async function birdPlayground(parts: Partial<PlaygroundParts> = {}): Promise<BirdPlayground> {
  const store = await tempStore(() => new Date());
  const data = await sharedBirds();
  const playground = await openPlayground({
    store,
    data,
    writer: knowing(birdQuestions),
    pageRows: 2,
    ...parts,
  });
  onTestFinished(() => playground.close());
  return {
    ...playground,
    store,
    browser: (headers) => visitor(playground.url, headers),
    async ask(by, text, more = {}) {
      const { id } = await by.send(text, more);
      await eventually(async () => isOver((await store.calls.get(id))?.state));
      return { id, html: await by.get(`/c/${more.channel ?? 'birds'}/calls/${id}`) };
    },
  };
}

const isOver = (state: CallState | undefined): boolean => outcomes.some((outcome) => outcome === state);

/** The same as somebody uploads it. */
export const anUpload = (name = 'magpie.png') => ({ name, bytes: onePixel });

/** A picture of one pixel, or bytes that are none. */
export const aPicture = (name = 'magpie.png', bytes: Uint8Array<ArrayBuffer> = onePixel): File =>
  new File([bytes], name, { type: 'image/png' });

const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
