import { execFileSync } from 'node:child_process';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { classify } from '../../src/cli/classify.ts';
import { UsageError } from '../../src/cli/command.ts';
import { openTerminal } from '../support/terminal.ts';
import { tinyModel } from '../support/tiny-model.ts';

async function withPictures() {
  const terminal = await openTerminal({ MAGPIE_DATA_DIR: 'data' });
  const flat = sharp({ create: { width: 8, height: 8, channels: 3, background: '#00ff33' } });
  await writeFile(join(terminal.cwd, 'green.png'), await flat.png().toBuffer());
  await writeFile(join(terminal.cwd, 'page.pdf'), '%PDF-1.7');
  const folder = await tinyModel();
  const run = (...args: string[]) => terminal.run(classify, ...args);
  return { run, cwd: terminal.cwd, folder, name: basename(folder) };
}

test('--json prints one document with index, label and score', async () => {
  const { run, folder, name } = await withPictures();
  const { code, out, err } = await run('green.png', '--model', folder, '--top', '2', '--json');
  expect(JSON.parse(out)).toEqual([
    {
      file: 'green.png',
      model: name,
      labels: [
        { index: 1, label: 'green', score: expect.closeTo(0.5503, 4) },
        { index: 2, label: 'blue', score: expect.closeTo(0.2473, 4) },
      ],
      ms: expect.any(Number),
    },
  ]);
  expect([code, err]).toEqual([0, '']);
});

test('milliseconds are whole, as those of a question', async () => {
  const { run, folder } = await withPictures();
  const { out } = await run('green.png', '--model', folder, '--json');
  expect(JSON.parse(out)[0].ms).toSatisfy(Number.isInteger);
});

test('the name of a file cannot steer the terminal, not even where the reason quotes it', async () => {
  const { run, cwd, folder } = await withPictures();
  await symlink('\u001b[2J', join(cwd, '\u001b[2J'));
  const { out } = await run('\u001b[2J', '--model', folder);
  expect(out).toMatch(/^␛\[2J: ELOOP.*␛\[2J/);
  expect(out).not.toContain('\u001b');
});

test('a refused file has its reason in its place, and the exit code is 1', async () => {
  const { run, folder } = await withPictures();
  const { code, out } = await run('page.pdf', 'green.png', 'nowhere.png', '--model', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([
    { file: 'page.pdf', refused: 'I cannot read PDF pictures. Please send JPEG, PNG, WebP, GIF or AVIF.' },
    expect.objectContaining({ file: 'green.png', labels: expect.any(Array) }),
    { file: 'nowhere.png', refused: 'There is no such file.' },
  ]);
});

test('what is no ordinary file, or too large to be read, is refused at once', async () => {
  const { run, cwd, folder } = await withPictures();
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  await truncate(join(cwd, 'page.pdf'), 2 ** 40);
  const { code, out } = await run('.', 'pipe', '/dev/zero', 'page.pdf', '--model', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([
    { file: '.', refused: 'This is a folder.' },
    { file: 'pipe', refused: 'This is no ordinary file.' },
    { file: '/dev/zero', refused: 'This is no ordinary file.' },
    { file: 'page.pdf', refused: expect.stringContaining('too large') },
  ]);
});

test('without --json there are bars and percentages', async () => {
  const { run, folder, name } = await withPictures();
  const { out } = await run('green.png', '--model', folder);
  expect(out).toMatch(
    new RegExp(
      `^green\\.png \\(${name}, \\d+ ms\\)\n  █+\\S* +55\\.0%  green\n  █+\\S* +24\\.7%  blue\n  █+\\S* +20\\.2%  red\n$`,
    ),
  );
});

test('the embedded model needs no option', async () => {
  const { run } = await withPictures();
  const { out } = await run('green.png', '--json', '--top', '99');
  const [answer] = JSON.parse(out);
  expect(answer).toMatchObject({ model: 'content-rating', labels: { length: 5 } });
});

test('a model that cannot be used is a refusal with the reason', async () => {
  const { run } = await withPictures();
  const { code, out } = await run('green.png', '--model', 'nowhere', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    refused: expect.stringMatching(/^there is no model \S*nowhere\. .*MAGPIE_MODEL/),
  });
});

test('many files are answered in the order in which they were given', async () => {
  const { run, folder } = await withPictures();
  const files = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 'page.pdf' : 'green.png'));
  const { out } = await run(...files, '--model', folder, '--json');
  expect(JSON.parse(out).map(({ file }: { file: string }) => file)).toEqual(files);
});

test.each([[[]], [['x.png', '--top', '0']], [['x.png', '--top', 'many']]])(
  'wrong usage: %j',
  async (args) => {
    const { run } = await withPictures();
    await expect(run(...args)).rejects.toThrow(UsageError);
  },
);
