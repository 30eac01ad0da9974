import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { classify } from '../../commands/classify.ts';
import { forget } from '../../commands/forget.ts';
import { labels } from '../../commands/labels.ts';
import { teach } from '../../commands/teach.ts';
import type { Call } from '../../src/core/call.ts';
import type { Classifier } from '../../src/core/classifier.ts';
import type { Reply } from '../../src/core/reply.ts';
import { taughtLimits } from '../../src/core/taught.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { aCall, ada, bo } from '../support/a-call.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { openModel } from '../support/open-model.ts';
import { scriptedWriter } from '../support/scripted-writer.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { tempStore } from '../support/temp-store.ts';
import { tinyModel } from '../support/tiny-model.ts';

const elsewhere = { workspace: 'w1', channel: 'elsewhere' };

/** A model that sees how red, green and blue a picture is. */
const colours = async () => openModel(await tinyModel());

async function aChannel(store?: Store, classifier?: Classifier) {
  const classifiers = [classifier ?? (await colours())];
  return aCounter(
    openCounter({ store: store ?? (await tempStore()), sources: [], writer: scriptedWriter(), classifiers }),
  );
}

function aCounter(counter: Counter) {
  const picture = async (background: string, name = `${background}.png`) => {
    const plain = sharp({ create: { width: 32, height: 32, channels: 3, background } });
    const bytes = await plain.png().toBuffer();
    return {
      kind: 'attachment',
      name,
      size: bytes.length,
      sha256: await counter.services.blobs.put(bytes),
    } as const;
  };
  return {
    picture,
    run: counter.run,
    services: counter.services,
    learn: async (label: string, background: string, different: Partial<Call> = {}) =>
      (await counter.run(teach, { label, image: await picture(background) }, different)).reply,
    look: async (background: string, different: Partial<Call> = {}) =>
      (await counter.run(classify, { image: await picture(background) }, different)).reply,
    list: async (options: Call['options'] = {}, different: Partial<Call> = {}) =>
      (await counter.run(labels, options, different)).reply,
  };
}

const texts = ({ blocks }: Reply): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
const rows = ({ blocks }: Reply) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));

test('one example is enough: a picture that is alike is called so, beside what the model says', async () => {
  const { learn, look } = await aChannel();
  const learned = await learn('sunset', '#f84020');
  expect(learned).toMatchObject({ tone: 'good', summary: '"sunset": I know it here from one picture now.' });
  const seen = await look('#f44422');
  expect(seen.summary).toMatch(/^#f44422\.png: (?:perhaps )?red.*; here sunset, \d+\.\d%$/);
  expect(texts(seen)).toMatch(/^As taught here, #f44422\.png looks like "sunset" \(9\d\.\d%\)\.$/m);
  expect(seen.blocks).toContainEqual(expect.objectContaining({ kind: 'ranking' }));
});

test('what is like nothing that was taught is told as such, with how near it is', async () => {
  const { learn, look } = await aChannel();
  await learn('sunset', '#ff0000');
  const seen = await look('#0000ff');
  expect(texts(seen)).toMatch(/looks like nothing; the nearest is "sunset" \(0\.0%\)/);
  expect(seen.summary).not.toContain('sunset');
});

test('several labels share the certainty', async () => {
  const { learn, look } = await aChannel();
  await learn('sunset', '#ff4000');
  await learn('meadow', '#20ff20');
  await learn('orange', '#ff7000');
  const seen = texts(await look('#ff5800'));
  const [, ...shares] = [...seen.matchAll(/\((\d+\.\d)%\)/g)].map(([, share]) => Number(share));
  expect(seen).toContain('"sunset"');
  expect(seen).toContain('"orange"');
  expect(seen).not.toContain('meadow');
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(100);
});

test('a channel that was taught nothing has the model alone', async () => {
  const { learn, look } = await aChannel();
  await learn('sunset', 'red');
  const before = await look('red', { conversation: elsewhere });
  expect(texts(before)).toBe('');
  expect(before.summary).not.toContain('sunset');
});

test('threads share with their channel', async () => {
  const { learn, look } = await aChannel();
  const channel = { workspace: 'w1', channel: 'c1' };
  await learn('sunset', 'red', { conversation: { ...channel, thread: 't1' } });
  expect(texts(await look('red', { conversation: { ...channel, thread: 't2' } }))).toContain('"sunset"');
});

test('a label is the same whatever its case and width, and keeps its first spelling', async () => {
  const { learn, list } = await aChannel();
  await learn('Sunset', 'red');
  expect((await learn('  ＳＵＮＳＥＴ ', 'orange')).summary).toBe(
    '"Sunset": I know it here from 2 pictures now.',
  );
  expect(rows(await list())).toMatchObject([['Sunset', 2, expect.any(String), ada.name, expect.any(String)]]);
});

test('the same picture has one label: another one takes its place, and the same again counts once', async () => {
  const { learn, list } = await aChannel();
  await learn('sunset', 'red');
  expect(texts(await learn('SUNSET', 'red'))).toBe('I knew red.png already.');
  const moved = await learn('poppy', 'red');
  expect(moved.summary).toContain('"poppy": I know it here from one picture');
  expect(texts(moved)).toBe('red.png was "sunset" until now.');
  expect(rows(await list()).map(([label]) => label)).toEqual(['poppy']);
});

test('what somebody else taught is changed by them, or by who manages the channel', async () => {
  const { learn, list } = await aChannel();
  await learn('sunset', 'red');
  await expect(learn('tmp', 'red', { caller: bo })).rejects.toMatchObject({
    data: { why: expect.stringContaining('Somebody else taught that this is "sunset"') },
  });
  expect(rows(await list()).map(([label]) => label)).toEqual(['sunset']);
  await learn('poppy', 'red', { caller: { ...bo, roles: ['admin'] } });
  expect(rows(await list()).map(([label]) => label)).toEqual(['poppy']);
});

test.each(['\u200b', '\u3164', '\u1160 \u115f'])(
  'a label of which nothing can be seen is none',
  async (label) => {
    const { learn, list } = await aChannel();
    await expect(learn(label, 'red')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    expect((await list()).summary).toContain('nothing yet');
  },
);

test('a label is removed by what it was taught with, however it was typed', async () => {
  const { learn, list } = await aChannel();
  await learn('teddy  bear', 'red');
  await learn('Al\u00adice', 'green');
  await list({ remove: 'teddy   BEAR' });
  await list({ remove: 'Al\u00adice' });
  expect((await list()).summary).toContain('nothing yet');
});

test('a private answer says that what was taught is not', async () => {
  const { run, picture } = await aChannel();
  const { reply } = await run(teach, { label: 'sunset', image: await picture('red'), private: true });
  expect(reply).toMatchObject({
    visibility: 'caller',
    footnote: expect.stringContaining('This channel sees'),
  });
});

test('up to four pictures are learned at once; one that cannot be read takes nothing from the others', async () => {
  const { run, picture, services } = await aChannel();
  const broken = {
    ...(await picture('red')),
    name: 'broken.png',
    sha256: await services.blobs.put(Buffer.from('GIF89a')),
  };
  const images = { image: await picture('red'), image2: await picture('orange'), image3: broken };
  const { reply } = await run(teach, { label: 'sunset', ...images });
  expect(reply.summary).toContain('from 2 pictures');
  expect(texts(reply)).toMatch(/^broken\.png: The picture is damaged/);
});

test('it survives a restart', async () => {
  const dir = await tempFolder();
  const first = await openStore({ dir });
  const classifier = await colours();
  await (await aChannel(first, classifier)).learn('sunset', 'red');
  await first.close();
  const second = await openStore({ dir });
  onTestFinished(() => second.close());
  expect(texts(await (await aChannel(second, classifier)).look('#fe0100'))).toMatch(/"sunset" \(9\d/);
});

test('what another model was taught does not count, and is listed with its model', async () => {
  const { services, list, look } = await aChannel();
  const example = {
    label: 'sunset',
    model: 'another',
    sha256: 'a'.repeat(64),
    features: Float32Array.of(1, 0, 0),
  };
  const at = '2026-05-01T00:00:00.000Z';
  const place = aCall().conversation;
  await services.taught.teach(place, { ...example, callerId: ada.id, callerName: ada.name, at }, false);
  expect(texts(await look('red'))).toBe('');
  expect(rows(await list())).toMatchObject([['sunset', 1, 'another', ada.name, expect.any(String)]]);
});

test('people take back their own examples; who manages the channel takes back all', async () => {
  const { learn, list } = await aChannel();
  await learn('sunset', 'red');
  await learn('sunset', 'orange', { caller: bo });
  await learn('meadow', 'green', { caller: bo });
  await expect(list({ remove: 'meadow' })).rejects.toMatchObject({
    data: { why: '"meadow" was taught by others: only who manages this channel can remove it' },
  });
  await expect(list({ remove: 'ocean' })).rejects.toMatchObject({
    data: { why: 'Nothing called "ocean" was taught here' },
  });
  expect((await list({ remove: 'SUNSET' })).summary).toBe(
    'Your picture of "SUNSET" is gone; those of others stay.',
  );
  const boss = { ...ada, id: 'boss', roles: ['admin'] };
  expect((await list({ remove: 'sunset' }, { caller: boss })).summary).toBe(
    '"sunset" is gone, with one picture.',
  );
  expect(rows(await list()).map(([label]) => label)).toEqual(['meadow']);
});

test('/forget takes what one taught, or what the channel was taught', async () => {
  const { learn, list, run } = await aChannel();
  await learn('sunset', 'red');
  await learn('meadow', 'green', { caller: bo });
  const { reply } = await run(forget, { what: 'mine' });
  expect(reply).toMatchObject({
    tone: 'good',
    summary: 'One picture that this channel was taught with is gone.',
  });
  expect(rows(await list()).map(([label]) => label)).toEqual(['meadow']);
  await run(forget, { what: 'channel' }, { caller: { ...ada, roles: ['admin'] } });
  expect((await list()).summary).toContain('nothing yet');
});

test('a label with enough examples, and a channel with enough labels, say so', async () => {
  const { learn } = await aChannel();
  for (let shade = 0; shade < taughtLimits.examplesOfLabel; shade++)
    await learn('sunset', `rgb(255, ${shade}, 0)`);
  await expect(learn('sunset', 'blue')).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    data: { why: `"sunset" has ${taughtLimits.examplesOfLabel} pictures already, which is enough.` },
  });
  for (let label = 1; label < taughtLimits.labels; label++)
    await learn(`label ${label}`, `rgb(0, 0, ${label})`);
  await expect(learn('one more', 'white')).rejects.toMatchObject({
    data: { why: expect.stringContaining(`knows ${taughtLimits.labels} labels already`) },
  });
});

test('what cannot be seen is no part of a label', async () => {
  const { learn, list } = await aChannel();
  await learn('\u202eRex\u0000\n😀', 'red');
  const [[label] = []] = rows(await list());
  expect(label).toMatch(/Rex/);
  for (const hidden of ['\u202e', '\u0000', '\n']) expect(label).not.toContain(hidden);
});

test('in Korean it speaks Korean', async () => {
  const { learn, look } = await aChannel();
  const caller = { ...ada, locale: 'ko' };
  expect((await learn('노을', 'red', { caller })).summary).toBe(
    '"노을": 이제 여기서 사진 1장으로 알아봅니다.',
  );
  expect(texts(await look('#fe0000', { caller }))).toContain('여기서 배운 바로는');
});
