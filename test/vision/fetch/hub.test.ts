import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDownloader } from '../../../src/vision/fetch/download.ts';
import { createHub, type HubModel } from '../../../src/vision/fetch/hub.ts';
import type { Fault } from '../../support/hub/faults.ts';
import { type FakeHub, type HubOptions, openHub } from '../../support/hub/open-hub.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const model = randomBytes(1_000_000);
const birds = {
  repo: 'magpies/birds',
  licence: 'cc0-1.0',
  files: { 'config.json': '{"id2label":{}}', 'onnx/model.onnx': model },
  large: ['onnx/model.onnx'],
};
const token = 'hf_token-of-the-test';
const patience = { stallMs: 300, pausesMs: [1, 1, 1], maxWaitMs: 2000 };

interface Visit {
  readonly world: FakeHub;
  readonly folder: string;
  /** Fetches one of the birds' files; gives what was fetched. */
  readonly get: (path?: string, signal?: AbortSignal) => Promise<Buffer>;
  readonly describe: (repo?: string, revision?: string) => Promise<HubModel>;
  /** Bytes that were there, as they were told. */
  readonly progress: number[];
}

async function visit(options: HubOptions = {}, heldToken?: string): Promise<Visit> {
  const world = await openHub({ repositories: [birds], ...options });
  const folder = await tempFolder();
  const download = createDownloader(patience);
  const hub = createHub({ endpoint: world.endpoint, token: heldToken, download, patience });
  const signalOf = () => new AbortController().signal;
  const progress: number[] = [];
  const describe = (repo = birds.repo, revision?: string) => hub.describe(repo, revision, signalOf());
  return {
    world,
    folder,
    progress,
    describe,
    async get(path = 'onnx/model.onnx', signal = signalOf()) {
      const described = await describe();
      const file = described.files.find((each) => each.path === path);
      if (!file) throw new Error(`there is no ${path}`);
      const to = join(folder, 'fetched');
      const onProgress = (done: number) => void progress.push(done);
      await hub.fetch(described, file, { to, maxBytes: 5_000_000, signal, onProgress });
      return readFile(to);
    },
  };
}

const refusedFor = (why: RegExp) => ({
  code: 'MODEL_UNAVAILABLE',
  data: { why: expect.stringMatching(why) },
});

test('a repository is described with its commit, its licence, and the checksum of each file', async () => {
  const { describe, world } = await visit();
  expect(await describe()).toMatchObject({
    repo: birds.repo,
    revision: world.revisionOf(birds.repo),
    licence: 'cc0-1.0',
    files: [
      { path: 'config.json', size: 15, checksum: { kind: 'git', hex: expect.stringMatching(/^\w{40}$/) } },
      { path: 'onnx/model.onnx', size: 1_000_000, checksum: { kind: 'sha256', hex: expect.any(String) } },
    ],
  });
});

test('small files come from the hub and large ones from the host that it names, which never sees the token', async () => {
  const { get, folder, progress } = await visit({ token }, token);
  expect((await get('config.json')).toString()).toBe('{"id2label":{}}');
  expect((await get()).equals(model)).toBe(true);
  expect(await readdir(folder)).toEqual(['fetched']);
  const sorted = progress.toSorted((a, b) => a - b);
  expect([sorted[0], sorted.at(-1)]).toEqual([0, 1_000_000]);
});

test.each<[string, readonly (Fault | 'none')[]]>([
  [
    'a connection that is cut',
    [
      { kind: 'cut', after: 300_000 },
      { kind: 'cut', after: 300_000 },
    ],
  ],
  ['a connection that stands still', [{ kind: 'stall', after: 300_000 }]],
  [
    'a server that is busy',
    [
      { kind: 'status', status: 503 },
      { kind: 'status', status: 500 },
    ],
  ],
  ['a server that asks to wait', [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }]],
  ['a server that has no ranges', [{ kind: 'cut', after: 300_000 }, { kind: 'no-ranges' }]],
])('%s costs nothing but time', async (_, faults) => {
  const { get, world } = await visit();
  world.next(...faults);
  expect((await get()).equals(model)).toBe(true);
});

test('a cut download goes on where it broke off', async () => {
  const { get, world, progress } = await visit();
  world.next({ kind: 'cut', after: 300_000 });
  await get();
  expect(world.requests.at(-1)).toMatch(/ bytes=[1-9]\d+-$/);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test('what one process left is taken up by the next, and not by one that is at work beside it', async () => {
  const { get, world, folder } = await visit();
  const stop = new AbortController();
  world.next({ kind: 'stall', after: 300_000 }, 'none');
  const stopped = get('onnx/model.onnx', stop.signal);
  await expect.poll(async () => (await readdir(folder)).join()).toMatch(/\.\d+-\w+\.part$/);
  stop.abort(new Error('the operator pressed Ctrl-C'));
  await expect(stopped).rejects.toThrow('Ctrl-C');
  expect((await readdir(folder)).join()).toMatch(/\.nobody-\w+\.part$/);
  // Process 1 runs for as long as the machine does.
  const others = (await readdir(folder)).join().replace(/nobody-\w+/, '1-other');
  await writeFile(join(folder, others), 'of another process');
  expect((await get()).equals(model)).toBe(true);
  expect((await readdir(folder)).toSorted()).toEqual([others, 'fetched'].toSorted());
});

test('the same file fetched twice at once is right both times', async () => {
  const { get, folder } = await visit();
  const both = await Promise.all([get(), get()]);
  expect(both.map((bytes) => bytes.equals(model))).toEqual([true, true]);
  expect(await readdir(folder)).toEqual(['fetched']);
});

test('an address with a password is refused before fetch can quote it', async () => {
  const download = createDownloader(patience);
  const checksum = { kind: 'sha256', hex: '0'.repeat(64) } as const;
  const url = 'http://me:canary@127.0.0.1:9/model.onnx?key=canary';
  const to = join(await tempFolder(), 'model.onnx');
  const refusal = await download({
    url,
    to,
    checksum,
    maxBytes: 10,
    signal: AbortSignal.timeout(5000),
  }).catch((error) => error);
  expect(refusal).toMatchObject(refusedFor(/must hold no name and no password/));
  expect(JSON.stringify([refusal.data, String(refusal.cause)])).not.toContain('canary');
});

test('what was left of another file is no beginning of this one', async () => {
  const { get, folder, describe } = await visit();
  const file = (await describe()).files.find(({ path }) => path === 'onnx/model.onnx');
  const left = join(folder, `${file?.checksum.hex}.nobody-earlier.part`);
  await writeFile(left, randomBytes(400_000));
  expect((await get()).equals(model)).toBe(true);
  await writeFile(left, randomBytes(1_400_000));
  expect((await get()).equals(model)).toBe(true);
});

test('bytes that are not those of the commit are refused, with both checksums, and nothing is kept', async () => {
  const { get, world, folder } = await visit();
  world.next({ kind: 'spoil' });
  await expect(get()).rejects.toMatchObject(refusedFor(/has the sha256 \w{64}, not \w{64}$/));
  expect(await readdir(folder)).toEqual([]);
});

test('a server that sends without end fills no disk', async () => {
  const { get, world } = await visit();
  world.next({ kind: 'endless' });
  await expect(get()).rejects.toMatchObject(refusedFor(/more than the/));
});

test.each<[string, Fault, RegExp]>([
  [
    'one that asks for too much patience',
    { kind: 'status', status: 429, headers: { 'retry-after': '900' } },
    /asks to wait 900 s/,
  ],
  ['one that may not be read', { kind: 'status', status: 403 }, /answers 403: HF_TOKEN may not read it/],
  ['a redirect that gives up TLS', { kind: 'redirect', to: 'ftp://127.0.0.1/model' }, /no https/],
  ['a redirect to itself', { kind: 'redirect', to: '?signature=let-me-in' }, /redirects more than/],
])('%s is refused with its reason', async (_, fault, why) => {
  const { get, world } = await visit();
  world.next(...Array.from({ length: 12 }, () => fault));
  await expect(get()).rejects.toMatchObject(refusedFor(why));
});

test('a server without ranges that always breaks off is not asked for ever', async () => {
  const { get, world } = await visit();
  world.next(...Array.from({ length: 20 }, () => ({ kind: 'short', of: 300_000 }) as const));
  await expect(get()).rejects.toMatchObject(refusedFor(/the connection broke off \(tried 4 times\)/));
});

test('a server that stays down is left alone after some tries', async () => {
  const { describe, world } = await visit();
  world.nextAbout(...Array.from({ length: 9 }, () => ({ kind: 'status', status: 502 }) as const));
  await expect(describe()).rejects.toMatchObject(refusedFor(/answers 502 \(tried 4 times\)/));
  expect(world.requests).toHaveLength(4);
});

test('a repository that is private is told apart neither from none, but with the token it is there', async () => {
  const secret = { ...birds, access: 'private' } as const;
  const stranger = await visit({ repositories: [secret], token });
  await expect(stranger.describe()).rejects.toMatchObject(
    refusedFor(/401: there is no such repository, or it is private/),
  );
  const friend = await visit({ repositories: [secret], token }, token);
  expect((await friend.get()).equals(model)).toBe(true);
  await expect(friend.describe('magpies/none')).rejects.toMatchObject(
    refusedFor(/404: there is no such repository/),
  );
});

test('a repository that asks for consent says so', async () => {
  const { get } = await visit({ repositories: [{ ...birds, access: 'gated' }], token });
  await expect(get()).rejects.toMatchObject(refusedFor(/accept its terms/));
});

test('a revision that is not there is refused; one that is there is taken', async () => {
  const { describe, world } = await visit();
  await expect(describe(birds.repo, 'v9')).rejects.toMatchObject(refusedFor(/no such revision/));
  const revision = world.revisionOf(birds.repo);
  expect(await describe(birds.repo, revision)).toMatchObject({ revision });
});

test('a repository that was renamed is found', async () => {
  const { describe } = await visit({ renamed: { 'magpies/old-birds': birds.repo } });
  expect((await describe('magpies/old-birds')).files).toHaveLength(2);
});

test.each(['../../etc/passwd', 'a/b/c', 'magpies/birds?x=', 'magpies/bi rds', 'https://127.0.0.1/x', ''])(
  '"%s" is no repository, and nothing is asked for it',
  async (repo) => {
    const { describe, world } = await visit();
    await expect(describe(repo)).rejects.toMatchObject(refusedFor(/is no repository/));
    expect(world.requests).toEqual([]);
  },
);

test('no refusal holds the token', async () => {
  const { get, world } = await visit({ token }, token);
  for (const fault of [{ kind: 'status', status: 404 }, { kind: 'spoil' }] as const) {
    world.next(fault);
    const refusal = await get().catch((error) => error);
    expect(JSON.stringify([refusal.message, refusal.data, String(refusal.cause)])).not.toContain(token);
  }
});
