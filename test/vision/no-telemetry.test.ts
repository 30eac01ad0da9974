import { readdir, readFile, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { tinyModel } from '../support/tiny-model.ts';

/** The processes that this one has started, from /proc. */
async function children(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') /* It has just ended. */),
  );
  return pids.filter((_, at) => parents[at]?.split(') ')[1]?.split(' ')[1] === String(process.pid));
}

async function openFiles(pid: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = (await readdir(folder)).map((fd) => readlink(join(folder, fd)).catch(() => ''));
  return (await Promise.all(links)).filter((path) => path.startsWith('/') && !path.startsWith('/dev/'));
}

it.runIf(process.platform === 'linux')('the model reports to nobody and writes nothing', async () => {
  const before = new Set(await children());
  const classifier = await openClassifier({
    model: await tinyModel(),
    dataDir: await tempFolder(),
    children: 1,
    maxPixels: 1e6,
    maxBytes: 1e6,
  });
  onTestFinished(() => classifier.close());
  const [pid = '', ...others] = (await children()).filter((child) => !before.has(child));
  expect(others).toEqual([]);
  expect(await openFiles(pid)).toEqual([]);
  expect(await readdir(tmpdir())).not.toContain(`mat-debug-${pid}.log`);
});
