import { createHash } from 'node:crypto';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { classify } from '../../src/cli/classify.ts';
import { UsageError } from '../../src/cli/command.ts';
import { model } from '../../src/cli/model.ts';
import { encodeOnnx } from '../../src/vision/onnx/model.ts';
import { type HubOptions, openHub } from '../support/hub/open-hub.ts';
import { tinyRepository } from '../support/hub/tiny-repository.ts';
import { openTerminal } from '../support/terminal.ts';
import { meanColour, tinyModel, tinyPreprocessor } from '../support/tiny-model.ts';

async function atTheHub(options: HubOptions = {}, env: Readonly<Record<string, string>> = {}) {
  const hub = await openHub({ repositories: [tinyRepository('magpies/Colours')], ...options });
  const terminal = await openTerminal({ MAGPIE_DATA_DIR: 'data', HF_ENDPOINT: hub.endpoint, ...env });
  const { cwd } = terminal;
  const red = sharp({ create: { width: 40, height: 40, channels: 3, background: '#ff0000' } });
  await writeFile(join(cwd, 'red.png'), await red.png().toBuffer());
  const run = (...args: string[]) => terminal.run(model, ...args);
  const look = (name: string) => terminal.run(classify, 'red.png', '--model', name, '--top', '1', '--json');
  const kept = () => readdir(join(cwd, 'data', 'models')).catch(() => []);
  return { hub, cwd, run, look, kept };
}

test('a repository is added once, with its settings, and then needs no hub', async () => {
  const { hub, run, look, kept } = await atTheHub();
  const { code, out, err } = await run('add', 'magpies/Colours');
  expect([code, out]).toEqual([0, expect.stringContaining('MAGPIE_MODEL=colours')]);
  expect(err).toMatch(/^colours 0 % of .*\n(?:colours \d+ % .*\n)*colours 100 % of .*\n$/);
  expect(await kept()).toEqual(['.fetched', 'colours']);

  const asked = hub.requests.length;
  expect(JSON.parse((await look('colours')).out)).toEqual([
    expect.objectContaining({ model: 'colours', labels: [expect.objectContaining({ label: 'red' })] }),
  ]);
  expect(hub.requests).toHaveLength(asked);
  const listed = JSON.parse((await run('list', '--json')).out);
  expect(listed).toContainEqual({
    name: 'colours',
    about: 'Tells 3 kinds of things apart.',
    state: 'added',
    from: 'magpies/Colours',
    revision: hub.revisionOf('magpies/Colours'),
    labels: 3,
    licence: 'mit',
  });
});

test('only what is needed of a repository is fetched', async () => {
  const { hub, run } = await atTheHub();
  await run('add', 'magpies/Colours', '--revision', hub.revisionOf('magpies/Colours'));
  const names = hub.requests.map((request) => request.split('/').at(-1));
  expect(names).toEqual([
    `${hub.revisionOf('magpies/Colours')}?blobs=true`,
    'config.json',
    'preprocessor_config.json',
    expect.stringMatching(/^\w{64}$/),
  ]);
});

test('the list names what comes with Magpie, and what is fetched on first use', async () => {
  const { run } = await atTheHub();
  const { out } = await run('list');
  expect(out).toMatch(/content-rating +│ comes with Magpie/);
  expect(out).toMatch(/imagenet +│ is fetched on first use +│ Xenova\/resnet-50/);
  expect(out).toMatch(/mobilenetv4 +│ is fetched on first use/);
});

test('a model can be tried, and is gone once it is removed', async () => {
  const { run, kept, look } = await atTheHub();
  await run('add', 'magpies/Colours', '--name', 'mine');
  const tried = await run('test', 'mine', '--json');
  expect(JSON.parse(tried.out)).toEqual({
    model: 'mine',
    about: 'Tells 3 kinds of things apart.',
    labels: 3,
    loadMs: expect.any(Number),
    runMs: expect.any(Number),
  });
  expect((await run('remove', 'mine')).out).toBe('mine is gone.\n');
  expect(await kept()).toEqual(['.fetched']);
  expect((await look('mine')).out).toContain('there is no model');
  expect((await run('remove', 'mine')).err).toMatch(/^no model mine was added/);
});

const badGraph = {
  ...meanColour,
  nodes: [
    { op: 'ReduceMean', inputs: ['pixels'], output: 'means', attributes: { axes: [1, 2, 3], keepdims: 0 } },
  ],
};

test.each<[string, Readonly<Record<string, string | Uint8Array>>, RegExp]>([
  ['that is no model', { 'onnx/model.onnx': 'version https://git-lfs' }, /onnx|protobuf/i],
  ['of another shape', { 'onnx/model.onnx': encodeOnnx(badGraph) }, /it gives 1 numbers for 3 labels/],
  ['without labels', { 'config.json': '{}' }, /it names no labels, so this is no image classifier/],
  ['with settings that are no JSON', { 'config.json': '<html>' }, /config.json is no JSON/],
  [
    'with a filter that cannot be done',
    { 'preprocessor_config.json': JSON.stringify({ ...tinyPreprocessor, resample: 1 }) },
    /only 2 \(bilinear\) and 3 \(bicubic\)/,
  ],
])('a model %s is refused when it is added, and nothing of it is kept', async (_, files, why) => {
  const { run, kept } = await atTheHub({ repositories: [tinyRepository('magpies/broken', files)] });
  const { code, err } = await run('add', 'magpies/broken');
  expect([code, err]).toEqual([1, expect.stringMatching(why)]);
  expect(err).toContain('MODEL_NOT_ADDED');
  expect((await kept()).filter((name) => !name.startsWith('.fetched'))).toEqual([]);
});

test('a repository without the wanted file names those that it has', async () => {
  const { run } = await atTheHub();
  const { err } = await run('add', 'magpies/Colours', '--file', 'onnx/model_int8.onnx');
  expect(err).toContain('has no onnx/model_int8.onnx; it has onnx/model.onnx');
});

test('the name of another model is not taken', async () => {
  const { run } = await atTheHub();
  await run('add', 'magpies/Colours');
  expect((await run('add', 'magpies/Colours')).err).toContain('there is a model colours already');
  expect((await run('add', 'magpies/Colours', '--name', 'imagenet')).err).toContain('another model');
  expect((await run('add', 'magpies/Colours', '--name', '../up')).err).toContain('cannot name a model');
});

test('a hub that cannot be reached, and one that must not be, are told as such', async () => {
  const unreachable = await openTerminal({ MAGPIE_DATA_DIR: 'data', HF_HUB_OFFLINE: '1' });
  expect((await unreachable.run(model, 'add', 'magpies/Colours')).err).toContain('HF_HUB_OFFLINE is set');
});

test('a private repository takes the token, which is in no answer', async () => {
  const token = 'hf_of-the-test';
  const repositories = [{ ...tinyRepository('magpies/own'), access: 'private' as const }];
  const stranger = await atTheHub({ repositories, token });
  expect((await stranger.run('add', 'magpies/own')).err).toMatch(
    /it is private and HF_TOKEN may not read it/,
  );
  const friend = await atTheHub({ repositories, token }, { HF_TOKEN: token });
  const { code, out, err } = await friend.run('add', 'magpies/own', '--json');
  expect(code).toBe(0);
  expect(out + err).not.toContain(token);
});

test('a folder is copied, and may be deleted afterwards', async () => {
  const { run, look, cwd } = await atTheHub();
  await cp(await tinyModel(), join(cwd, 'here'), { recursive: true });
  expect((await run('add', './here')).code).toBe(0);
  await rm(join(cwd, 'here'), { recursive: true });
  expect((await look('here')).code).toBe(0);
});

test('a file at an address is added with its checksum and a card', async () => {
  const { run, look, cwd } = await atTheHub();
  const onnx = encodeOnnx(meanColour);
  const server = createServer((_, response) => response.end(onnx)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  // It listens on a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/colours.onnx?key=secret`;
  const { name, about, activation, input } = {
    name: 'x',
    about: 'Tells colours apart.',
    activation: 'softmax',
    input: { resize: { to: 'size', width: 32, height: 32 }, crop: { width: 32, height: 32 } },
  };
  const labels = ['red', 'green', 'blue'];
  await writeFile(join(cwd, 'card.json'), JSON.stringify({ name, about, activation, input, labels }));
  const card = ['--card', 'card.json'];
  const right = createHash('sha256').update(onnx).digest('hex');

  expect((await run('add', url)).err).toContain('needs --sha256');
  const wrong = await run('add', url, '--sha256', '0'.repeat(64), ...card);
  expect(wrong.err).toMatch(new RegExp(`has the sha256 ${right}, not 0{64}`));
  expect(wrong.err).not.toContain('secret');
  expect((await run('add', url, '--sha256', right, ...card, '--name', 'colours')).code).toBe(0);
  expect((await look('colours')).code).toBe(0);
  const listed = (await run('list', '--json')).out;
  expect(listed).toContain('/colours.onnx"');
  expect(listed).not.toContain('secret');
  expect((await run('add', 'http://example.org/x.onnx', '--sha256', right, ...card)).err).toContain(
    'https://',
  );
});

test('wrong usage is told as such', async () => {
  const { run } = await atTheHub();
  for (const args of [
    [],
    ['add'],
    ['list', 'x'],
    ['remove', 'a', 'b'],
    ['remove', 'a', '--name', 'b'],
    ['frob', 'x'],
  ])
    await expect(run(...args)).rejects.toThrow(UsageError);
});

test('an option that would not be looked at is refused', async () => {
  const { run, hub } = await atTheHub();
  const { err } = await run('add', 'magpies/Colours', '--sha256', '0'.repeat(64));
  expect(err).toContain('--sha256 says nothing of magpies/Colours');
  expect((await run('add', 'imagenet', '--revision', 'main')).err).toContain(
    '--revision says nothing of imagenet',
  );
  expect(hub.requests).toEqual([]);
});

test('a card is added under its own name, and what is there already is not fetched again', async () => {
  const { run, hub, cwd } = await atTheHub();
  const source = { kind: 'hub', repo: 'magpies/Colours', revision: hub.revisionOf('magpies/Colours') };
  const card = { name: 'Walls', about: 'Tells the colours of walls apart.', licence: 'mit', source };
  await writeFile(join(cwd, 'card.json'), JSON.stringify(card));
  expect((await run('add', './card.json')).out).toContain('MAGPIE_MODEL=walls');
  const asked = hub.requests.length;
  expect((await run('add', './card.json')).err).toContain('there is a model walls already');
  expect(hub.requests).toHaveLength(asked);
});
