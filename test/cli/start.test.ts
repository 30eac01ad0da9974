import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { callAccepted, callView } from '../../schema/api.ts';
import { aPicture } from '../support/bird-playground.ts';
import { childrenOfThis } from '../support/children-of.ts';
import { eventually } from '../support/eventually.ts';
import { birdsIn, startBot } from '../support/started-bot.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { tinyModel } from '../support/tiny-model.ts';
import { visitor } from '../support/visitor.ts';

/** The summary of the answer to a question that a program puts. */
async function ask(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const api = (path: string, init: RequestInit) => fetch(new URL(path, url), init);
  const sent = await api('/api/ask', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { links } = callAccepted.parse(await sent.json());
  return eventually(async () => {
    const { reply } = callView.parse(await (await api(links.self, { headers })).json());
    return reply?.summary;
  });
}

test('it says where it is, answers, and stops at a signal with nothing left running', async () => {
  const bot = await startBot();
  const url = await bot.url();
  expect(await ask(url, { question: 'How many birds are there?' })).toContain('The answer is 2');
  bot.interrupt();
  expect(await bot.ended).toBe(0);
  expect(await childrenOfThis()).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});

test('of several image models the first is the default, and another is chosen by its name', async () => {
  const german = { id2label: { 0: 'rot', 1: 'grün', 2: 'blau' } };
  const [first, second] = [await tinyModel(), await tinyModel({ config: german })];
  const bot = await startBot({ MAGPIE_MODEL: `${first}, ${second}` });
  const browser = visitor(await bot.url());
  const answerBy = async (line: string, model: string) => {
    await browser.send(line, { file: aPicture() });
    const page = await eventually(async () => {
      const rows = await browser.get('/c/birds/rows');
      return rows.includes(`${basename(model)} · `) && rows;
    });
    return page;
  };
  expect(await answerBy('/classify', first)).not.toContain('blau');
  expect(await answerBy(`/classify model:${basename(second)}`, second)).toContain('blau');
});

test('two image models of one name are told apart from a start that works', async () => {
  const [one, other] = [join(await tempFolder(), 'birds'), join(await tempFolder(), 'birds')];
  for (const path of [one, other]) await cp(await tinyModel(), path, { recursive: true });
  const bot = await startBot({ MAGPIE_MODEL: `${one},${other}` });
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toContain('two image models are called birds');
});

describe('a start that fails ends with what to do, and leaves nothing running', () => {
  test.each([
    ['a database that is not there', { DATABASE_URL: 'sqlite:nowhere.sqlite' }, 'DATABASE_URL'],
    [
      'a database server that does not answer',
      { DATABASE_URL: 'mysql://me:canary@127.0.0.1:1/db' },
      'DATABASE_URL',
    ],
    [
      'a Postgres that does not answer',
      { DATABASE_URL: 'postgres://me:canary@127.0.0.1:1/db' },
      'DATABASE_URL',
    ],
    ['a model that is not there', { MAGPIE_MODEL: './nowhere' }, 'MAGPIE_MODEL'],
    ['an address that is none', { HOST: 'no such host' }, 'HOST'],
    ['a store that is something else', { STORE_URL: 'sqlite:notes.txt' }, 'The store is damaged'],
    ['a data folder that is a file', { MAGPIE_DATA_DIR: 'birds.sqlite' }, 'MAGPIE_DATA_DIR'],
  ])('%s', async (_, env, word) => {
    const cwd = await tempFolder();
    await writeFile(join(cwd, 'notes.txt'), 'dear diary');
    const bot = await startBot({ DATABASE_URL: birdsIn(cwd), ...env }, cwd);
    expect(await bot.ended).toBe(1);
    const told = bot
      .err()
      .split('\n')
      .find((line) => line.startsWith('Magpie cannot start: '));
    expect(told).toContain(word);
    expect(bot.err()).not.toMatch(/^ +at |canary/m);
    expect(await childrenOfThis()).toEqual([]);
  });

  test('a second bot on the same data folder, while the first goes on', async () => {
    const first = await startBot();
    const url = await first.url();
    const second = await startBot({ DATABASE_URL: 'sqlite:birds.sqlite' }, first.cwd);
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain('Another Magpie works on this store');
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  });
});

test('the store may be elsewhere than the rest', async () => {
  const bot = await startBot({ STORE_URL: 'sqlite:elsewhere/calls.sqlite', MAGPIE_DATA_DIR: 'rest' });
  expect(await ask(await bot.url(), { question: 'How many birds are there?' })).toContain('The answer is 2');
  expect((await readdir(bot.cwd)).sort()).toEqual(['birds.sqlite', 'elsewhere', 'rest']);
});

test('a configuration with faults is not started with', async () => {
  const bot = await startBot({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(await bot.ended).toBe(2);
  expect(bot.err()).toMatch(/PORT: .*\n.*LOG_LEVEL: /);
});

test('beyond this machine a password is made, told once and kept nowhere', async () => {
  const bot = await startBot({ HOST: '0.0.0.0' });
  const { port } = new URL(await bot.url());
  const [, user = '', password = ''] = /: (\S+) \/ (\S+)\n/.exec(bot.out()) ?? [];
  const url = `http://127.0.0.1:${port}`;
  const enter = (password: string) =>
    fetch(`${url}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body: new URLSearchParams({ user, password, next: '/' }),
    });
  expect((await fetch(url)).status).toBe(401);
  expect((await enter(`${password}x`)).status).not.toBe(303);
  expect((await enter(password)).status).toBe(303);
  expect(bot.out().split(password)).toHaveLength(2);
  expect(bot.err()).not.toContain(password);
  expect(await everythingIn(bot.cwd)).not.toContain(password);
});

const fromEnv = (name: string) => `\${${name}}`;

test('a channel asks only the databases that the configuration file gives it', async () => {
  const cwd = await tempFolder();
  birdsIn(cwd, 'open.sqlite', ['wren']);
  birdsIn(cwd, 'closed.sqlite', ['magpie', 'wren', 'owl']);
  const file = {
    sources: [
      { name: 'closed', url: fromEnv('CLOSED_URL'), access: 'everyone' },
      { name: 'open', url: 'sqlite:open.sqlite', access: 'everyone' },
    ],
    channels: { General: { sources: ['open'] } },
  };
  await writeFile(join(cwd, 'magpie.json'), JSON.stringify(file));
  const bot = await startBot({ MAGPIE_CONFIG: 'magpie.json', CLOSED_URL: 'sqlite:closed.sqlite' }, cwd);
  const url = await bot.url();
  const question = 'How many birds are there?';
  expect(await ask(url, { question, channel: 'general' })).toContain('The answer is 1');
  expect(await ask(url, { question, channel: 'general', source: 'closed' })).toBe(
    'I know no database called "closed". I know: open.',
  );
  expect(await ask(url, { question, channel: 'birders' })).toContain('The answer is 3');
});

test('who may ask what is read from the configuration file, and what it hides is hidden', async () => {
  const cwd = await tempFolder();
  birdsIn(cwd, 'vault.sqlite', ['magpie', 'wren', 'owl']);
  const vault = {
    name: 'vault',
    url: 'sqlite:vault.sqlite',
    access: [
      { people: ['api'], channels: ['keepers'], platforms: ['web'] },
      { workspaces: ['web'], channels: ['guests'], hidden: ['birds'] },
    ],
  };
  await writeFile(join(cwd, 'magpie.json'), JSON.stringify({ sources: [vault] }));
  const url = await (await startBot({ MAGPIE_CONFIG: 'magpie.json' }, cwd)).url();
  const question = 'How many birds are there?';
  expect(await ask(url, { question, channel: 'keepers' })).toContain('The answer is 3');
  expect(await ask(url, { question, channel: 'guests' })).not.toContain('The answer');
  expect(await ask(url, { question, channel: 'strangers' })).toContain('no database that you may ask here');
});

test('what is to be hidden and is not there stops the start', async () => {
  const cwd = await tempFolder();
  birdsIn(cwd, 'birds.sqlite', ['wren']);
  const hidden = ['birds.name', 'brids.name'];
  const birds = { name: 'birds', url: 'sqlite:birds.sqlite', access: 'everyone', hidden };
  await writeFile(join(cwd, 'magpie.json'), JSON.stringify({ sources: [birds] }));
  const bot = await startBot({ MAGPIE_CONFIG: 'magpie.json' }, cwd);
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toContain('birds: "hidden" names brids.name, of which there is none.');
});

test('no secret reaches the log, an answer or the disk, not even one that an endpoint echoes', async () => {
  const key = 'sk-canary/1 key';
  const echo = createServer((request, response) => {
    const sent = String(request.headers['x-api-key']);
    response.writeHead(401, { 'content-type': 'application/json' });
    const message = `${sent} ${encodeURIComponent(sent)} is no key`;
    response.end(JSON.stringify({ type: 'error', error: { type: 'authentication_error', message } }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void echo.close());
  await eventually(() => echo.listening);
  const bot = await startBot({
    LOG_LEVEL: 'debug',
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${(echo.address() as AddressInfo).port}`,
    MAGPIE_WEB_USER: 'mina',
    MAGPIE_WEB_PASSWORD: 'canary-password',
    MAGPIE_API_TOKENS: 'canary-token',
  });
  const answer = await ask(
    await bot.url(),
    { question: 'How many birds are there?' },
    { authorization: 'Bearer canary-token' },
  );
  bot.interrupt();
  await bot.ended;
  expect(answer).toMatch(/^The language model cannot be reached/);
  expect(bot.err()).toContain('is no key');
  expect(`${bot.out()} ${bot.err()} ${answer}`).not.toContain('canary');
  expect(await everythingIn(bot.cwd)).not.toContain('canary');
});

/** The bytes of all files in a folder, as text. */
async function everythingIn(folder: string): Promise<string> {
  const paths = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const files = await Promise.all(paths.map(async (path) => ((await stat(path)).isFile() ? [path] : [])));
  const texts = files.flat().map((path) => readFile(path, 'latin1'));
  return (await Promise.all(texts)).join('\n');
}
