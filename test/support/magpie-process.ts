import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Finished {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface MagpieProcess {
  readonly finished: Promise<Finished>;
  kill(): void;
}

/** `magpie …` as a process of its own, over this data folder. */
export async function magpieProcess(data: string, ...args: string[]): Promise<MagpieProcess> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: await tempFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, MAGPIE_DATA_DIR: data },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => {
    out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    err += bytes;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { finished, kill: () => void child.kill('SIGKILL') };
}

/** The same, until it has ended. */
export const magpie = async (data: string, ...args: string[]): Promise<Finished> =>
  (await magpieProcess(data, ...args)).finished;
