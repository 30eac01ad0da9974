import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { freePort } from '../crash/free-port.ts';
import { type Product, startProduct } from '../crash/product.ts';

/** One process that listens, some that work, and their Postgres. */
export interface Crew extends AsyncDisposable {
  /** Where calls are handed in. */
  readonly base: string;
  readonly token: string;
  ask(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Milliseconds of processor time that have been used until now. */
  usedMs(): Promise<{ readonly ours: number; readonly postgres: number }>;
}

const token = 'scale-bench-token';
const slowAnswer = new URL('./slow-answer/slow-answer.ts', import.meta.url);
/** Calls that one worker has in hand. */
const slots = '16';

export async function openCrew(workers: number): Promise<Crew> {
  const dir = await mkdtemp(join(tmpdir(), 'magpie-scale-'));
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres();
  const url = `${postgres.url}/postgres`;
  const products: Product[] = [];
  const start = async (role: string) => {
    const home = join(dir, `${role}-${products.length}`);
    await mkdir(home);
    const port = await freePort();
    const env = { STORE_URL: url, MAGPIE_ROLE: role, MAGPIE_ASK_WORKERS: slots, LOG_LEVEL: 'info' };
    const product = startProduct({ dir: home, port, token, preloads: [slowAnswer], env });
    products.push(product);
    await product.ready;
    return `http://127.0.0.1:${port}`;
  };
  const base = await start('listen');
  for (let each = 0; each < workers; each += 1) await start('work');
  const client = new Client({ connectionString: url });
  await client.connect();
  const ask: Crew['ask'] = async (sql) => (await client.query(sql)).rows;
  return {
    base,
    token,
    ask,
    async usedMs() {
      const sum = async (pids: readonly unknown[]) =>
        (await Promise.all(pids.map(processorMs))).reduce((all, ms) => all + ms, 0);
      const backends = await ask('select pid from pg_stat_activity');
      return {
        ours: await sum(products.map(({ pid }) => pid)),
        postgres: await sum(backends.map(({ pid }) => pid)),
      };
    },
    async [Symbol.asyncDispose]() {
      await client.end();
      await Promise.all(products.map((product) => product.kill()));
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime and stime, in hundredths of a second. */
async function processorMs(pid: unknown): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
