import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callAccepted, callView } from '../../schema/api.ts';
import { aPicture } from '../support/bird-playground.ts';
import { eventually } from '../support/eventually.ts';
import { openHub } from '../support/hub/open-hub.ts';
import { tinyRepository } from '../support/hub/tiny-repository.ts';
import { startBot } from '../support/started-bot.ts';

/** Where the card of `imagenet` is from. */
const imagenet = {
  ...tinyRepository('Xenova/resnet-50'),
  revision: '6791d258f4afcf677b8fb933a4f571b10c8bf725',
};

/** Which model answers somebody who names none. */
async function modelThatAnswers(url: string): Promise<string | undefined> {
  const form = new FormData();
  form.append('image', aPicture());
  const sent = await fetch(new URL('/api/classify', url), { method: 'POST', body: form });
  const { links } = callAccepted.parse(await sent.json());
  const answer = await eventually(async () => {
    const { reply } = callView.parse(await (await fetch(new URL(links.self, url))).json());
    return reply;
  });
  return answer.footnote?.split(' · ')[0];
}

test('auto answers with the embedded model at once, and with imagenet as soon as it has been fetched', async () => {
  const hub = await openHub({ repositories: [imagenet] });
  // The first try breaks off in the middle.
  hub.next('none', 'none', { kind: 'stall', after: 10 });
  const bot = await startBot({ MAGPIE_MODEL: 'auto', HF_ENDPOINT: hub.endpoint, MAGPIE_DATA_DIR: 'data' });
  const url = await bot.url();
  expect(await modelThatAnswers(url)).toBe('content-rating');
  const stopped = bot.ended;
  bot.interrupt();
  expect(await stopped).toBe(0);

  const next = await startBot(
    { MAGPIE_MODEL: 'auto', HF_ENDPOINT: hub.endpoint, MAGPIE_DATA_DIR: 'data', MAGPIE_WRITER: 'grammar' },
    bot.cwd,
  );
  const nextUrl = await next.url();
  await eventually(async () => (await modelThatAnswers(nextUrl)) === 'imagenet');
  expect(hub.requests.at(-1)).toMatch(/ bytes=10-$/);
  // Both can be asked for by their names.
  expect(await (await fetch(nextUrl)).text()).toMatch(/imagenet.*content-rating/s);
  next.interrupt();
  expect(await next.ended).toBe(0);

  const asked = hub.requests.length;
  const last = await startBot(
    { MAGPIE_MODEL: 'auto', HF_ENDPOINT: hub.endpoint, MAGPIE_DATA_DIR: 'data' },
    bot.cwd,
  );
  expect(await modelThatAnswers(await last.url())).toBe('imagenet');
  expect(hub.requests).toHaveLength(asked);
  last.interrupt();
  expect(await last.ended).toBe(0);

  await writeFile(join(bot.cwd, 'data/models/imagenet/onnx/model.onnx'), 'spoilt');
  const spoilt = await startBot(
    { MAGPIE_MODEL: 'auto', HF_ENDPOINT: hub.endpoint, MAGPIE_DATA_DIR: 'data' },
    bot.cwd,
  );
  expect(await modelThatAnswers(await spoilt.url())).toBe('content-rating');
  expect(spoilt.err()).toContain('this image model cannot be opened; the embedded one is used');
});

test('where no hub can be reached auto is the embedded model, and the operator is told why', async () => {
  const bot = await startBot({ MAGPIE_MODEL: 'auto', HF_ENDPOINT: 'http://127.0.0.1:9' });
  expect(await modelThatAnswers(await bot.url())).toBe('content-rating');
  await eventually(() => bot.err().includes('fetching an image model; MAGPIE_MODEL=embedded does without'));
  bot.interrupt();
  expect(await bot.ended).toBe(0);
});

test('a model that is named is fetched before anybody is heard; where it cannot be, the start ends with why', async () => {
  const hub = await openHub({ repositories: [imagenet] });
  const bot = await startBot({ MAGPIE_MODEL: 'imagenet', HF_ENDPOINT: hub.endpoint });
  expect(await modelThatAnswers(await bot.url())).toBe('imagenet');
  const other = await startBot({ MAGPIE_MODEL: 'mobilenetv4', HF_ENDPOINT: hub.endpoint });
  expect(await other.ended).toBe(1);
  expect(other.err()).toMatch(/mobilenetv4_conv_medium\S* answers 401: there is no such repository/);
});
