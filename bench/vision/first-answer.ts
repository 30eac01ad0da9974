import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { freePort } from '../crash/free-port.ts';
import type { Picture } from './contestants.ts';

export interface FirstAnswer {
  /** Milliseconds from opening a model to its first labels. */
  readonly ofModelMs: number;
  /** From `npm start`'s command to the first labels of the playground's API. */
  readonly ofStartMs: number;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** How long the first person waits. A model that is imported has been before: that is done once. */
export async function firstAnswer(model: string, dataDir: string, picture: Picture): Promise<FirstAnswer> {
  const limits = { maxPixels: 50e6, maxBytes: 20e6 };
  const began = performance.now();
  const classifier = await openClassifier({ model, dataDir, children: 2, ...limits });
  await classifier.classify(picture.bytes, 5, new AbortController().signal);
  const ofModelMs = Math.round(performance.now() - began);
  await classifier.close();
  return { ofModelMs, ofStartMs: await ofStart(model, dataDir, picture) };
}

async function ofStart(model: string, dataDir: string, { bytes }: Picture): Promise<number> {
  const port = await freePort();
  const env = { PATH: process.env.PATH, PORT: String(port), MAGPIE_DATA_DIR: dataDir, MAGPIE_MODEL: model };
  const began = performance.now();
  const magpie = spawn(process.execPath, ['src/main.ts', 'start'], { cwd: repository, env, stdio: 'ignore' });
  try {
    const url = `http://127.0.0.1:${port}`;
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array(bytes)]), 'first.jpg');
    const sent = await untilHeard(() => fetch(`${url}/api/classify`, { method: 'POST', body: form }));
    const { links }: { links: { self: string } } = await sent.json();
    const look = async () => (await fetch(new URL(links.self, url))).json();
    for (let seen: { reply?: unknown } = await look(); !seen.reply; seen = await look()) await pause();
    return Math.round(performance.now() - began);
  } finally {
    magpie.kill('SIGKILL');
  }
}

async function untilHeard<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    const heard = await attempt().catch(() => undefined);
    if (heard !== undefined) return heard;
    await pause();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
