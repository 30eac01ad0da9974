import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../bench/crash/free-port.ts';
import { type Product, startProduct } from '../../bench/crash/product.ts';
import { makeSmallShop } from '../data/dialects/sqlite/small-shop.ts';
import { apiKey, type FakeApi } from './fake-messages-api.ts';
import { type Program, program } from './program.ts';
import { tempFolder } from './temp-folder.ts';
import { tinyModel } from './tiny-model.ts';

/** Where real processes of Magpie live, one after the other or side by side. */
export interface RealHome {
  readonly store: string;
  /** Starts one; gone when the test has finished. */
  start(more?: Readonly<Record<string, string>>): Promise<RealMagpie>;
  /** What they have said, all of them. */
  said(): Promise<string>;
}

interface RealMagpie extends Product {
  readonly api: Program;
  /** Ids of its child processes. */
  children(): readonly number[];
}

/** A data folder, a model of a few bytes, and a writer behind this API: a process over it starts within a second. */
export async function realHome(model: FakeApi): Promise<RealHome> {
  const dir = await tempFolder();
  const token = 'token-of-the-test';
  const shop = join(dir, 'shop.sqlite');
  makeSmallShop(shop);
  const env = {
    DATABASE_URL: `sqlite:${shop}`,
    MAGPIE_MODEL: await tinyModel(),
    MAGPIE_WRITER: 'claude',
    MAGPIE_ASK_WORKERS: '3',
    MAGPIE_QUERY_TIMEOUT_MS: '600000',
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: apiKey,
  };
  return {
    store: join(dir, 'data', 'store.sqlite'),
    async start(more = {}) {
      const port = await freePort();
      const product = startProduct({ dir, port, token, env: { ...env, ...more } });
      onTestFinished(() => product.kill());
      return {
        ...product,
        api: program(`http://127.0.0.1:${port}`, token),
        children: () => childrenOf(product.pid),
      };
    },
    said: () => readFile(join(dir, 'product.log'), 'utf8'),
  };
}

const childrenOf = (pid: number | undefined): readonly number[] =>
  execFileSync('ps', ['--ppid', String(pid), '-o', 'pid='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(Number);
