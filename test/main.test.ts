import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from './support/temp-folder.ts';

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const path = process.env.PATH ?? '';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `magpie` as a process of its own, in a folder. */
const magpie = (args: readonly string[], cwd?: string): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [entry, ...args], { cwd, env: { PATH: path } }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

const names = ['start', 'classify', 'ask', 'guard', 'schema', 'eval', 'discord', 'slack', 'doctor'];

test('without a command it lists the commands, as wrong usage', async () => {
  const { code, out, err } = await magpie([]);
  expect([code, out]).toEqual([2, '']);
  for (const name of names) expect(err).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  expect(await magpie(['--help'])).toEqual({ code: 0, out: err, err: '' });
});

test.each(['start', 'ask', 'guard'])('%s --help says what it does and how it is called', async (name) => {
  const { code, out, err } = await magpie([name, '--help']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(new RegExp(`^[A-Z].*\\nusage: magpie ${name}\\b.*\\n$`));
});

test.each(['fly', 'constructor'])('%j is no command', async (name) => {
  const { code, out, err } = await magpie([name]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('there is no command');
});

test.each([[['start', 'now']], [['guard', '--dialect']], [['schema', '--loud']]])(
  'what a command does not know is wrong usage: %j',
  async (args) => {
    const { code, out, err } = await magpie(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`usage: magpie ${args[0]}`);
    expect(err).not.toMatch(/^ +at /m);
  },
);

test('a .env file beside it is read', async () => {
  const cwd = await tempFolder();
  await writeFile(join(cwd, '.env'), 'PORT=many\n');
  const { code, err } = await magpie(['start'], cwd);
  expect([code, err]).toEqual([2, expect.stringContaining('PORT: must be a whole number')]);
});

test('a .env that cannot be read is not passed over', async () => {
  const cwd = await tempFolder();
  await mkdir(join(cwd, '.env'));
  const { code, err } = await magpie(['guard', '--dialect', 'sqlite'], cwd);
  expect([code, err]).toEqual([2, expect.stringMatching(/^\.env cannot be read: .*\n$/)]);
});

test('a reader that has read enough ends it quietly', async () => {
  const guard = spawn(process.execPath, [entry, 'guard', '--dialect', 'sqlite'], { env: { PATH: path } });
  let err = '';
  guard.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  guard.stdin.on('error', () => {});
  guard.stdin.write(`${JSON.stringify({ id: 1, sql: 'SELECT 1' })}\n`);
  await once(guard.stdout, 'data');
  guard.stdout.destroy();
  guard.stdin.end(`${JSON.stringify({ id: 2, sql: 'SELECT 1' })}\n`.repeat(500));
  const [code] = await once(guard, 'close');
  expect([code, err]).toEqual([0, '']);
});

test.runIf(process.platform === 'linux')('what cannot be printed is told in a line', async () => {
  const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
  const help = spawn(process.execPath, [entry, '--help'], { env: { PATH: path }, stdio: [...stdio] });
  let err = '';
  help.stderr?.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  const [code] = await once(help, 'close');
  expect([code, err]).toEqual([1, expect.stringMatching(/^this cannot be printed: ENOSPC.*\n$/)]);
});
