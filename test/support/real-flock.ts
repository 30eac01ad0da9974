import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../bench/crash/free-port.ts';
import { type Product, startProduct } from '../../bench/crash/product.ts';
import { makeSmallShop } from '../data/dialects/sqlite/small-shop.ts';
import { apiKey, type FakeApi } from './fake-messages-api.ts';
import { type Program, program } from './program.ts';
import { tempFolder } from './temp-folder.ts';
import { tinyModel } from './tiny-model.ts';

interface Bird extends Product {
  readonly url: string;
  readonly api: Program;
  /** What it has said. */
  said(): Promise<string>;
}

/** Processes of Magpie over one store on Postgres. */
export interface RealFlock {
  /** Starts one and waits until it is ready; gone when the test has finished. */
  start(role: 'all' | 'listen' | 'work', env?: Readonly<Record<string, string>>): Promise<Bird>;
}

export async function realFlock(storeUrl: string, model: Pick<FakeApi, 'url'>): Promise<RealFlock> {
  const dir = await tempFolder();
  const token = 'token-of-the-test';
  const shop = join(dir, 'shop.sqlite');
  makeSmallShop(shop);
  const shared = {
    STORE_URL: storeUrl,
    DATABASE_URL: `sqlite:${shop}`,
    MAGPIE_MODEL: await tinyModel(),
    MAGPIE_WRITER: 'claude',
    MAGPIE_ASK_WORKERS: '2',
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: apiKey,
  };
  let count = 0;
  return {
    async start(role, env = {}) {
      count += 1;
      const home = join(dir, String(count));
      await mkdir(home);
      const port = await freePort();
      const product = startProduct({ dir: home, port, token, env: { ...shared, MAGPIE_ROLE: role, ...env } });
      onTestFinished(() => product.kill());
      const said = () => readFile(join(home, 'product.log'), 'utf8');
      await product.ready.catch(async (error) => {
        throw new Error(`${error.message}\n${await said()}`);
      });
      const url = `http://127.0.0.1:${port}`;
      return { ...product, url, api: program(url, token), said };
    },
  };
}
