import { readdir, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { childrenOfThis } from '../support/children-of.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { tinyModel } from '../support/tiny-model.ts';

async function openFiles(pid: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = (await readdir(folder)).map((fd) => readlink(join(folder, fd)).catch(() => ''));
  return (await Promise.all(links)).filter((path) => path.startsWith('/') && !path.startsWith('/dev/'));
}

it.runIf(process.platform === 'linux')('the model reports to nobody and writes nothing', async () => {
  const before = new Set(await childrenOfThis());
  const classifier = await openClassifier({
    model: await tinyModel(),
    dataDir: await tempFolder(),
    children: 1,
    maxPixels: 1e6,
    maxBytes: 1e6,
  });
  onTestFinished(() => classifier.close());
  const [pid = '', ...others] = (await childrenOfThis()).filter((child) => !before.has(child));
  expect(others).toEqual([]);
  expect(await openFiles(pid)).toEqual([]);
  expect(await readdir(tmpdir())).not.toContain(`mat-debug-${pid}.log`);
});
