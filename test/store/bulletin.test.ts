import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { eventually } from '../support/eventually.ts';
import { postgresForTests, run } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { postgresStores } from '../support/temp-postgres-store.ts';

const server = await postgresForTests();

describe.skipIf(!server)('news between processes over one store', () => {
  if (!server) return;
  const open = postgresStores(server);

  /** Two stores in one database, as two processes have them. */
  async function two() {
    const first = await open();
    const second = await openStore({ dir: await tempFolder(), url: first.url });
    onTestFinished(() => second.close());
    const heard: unknown[] = [];
    const missed: string[] = [];
    second.bulletin.read('birds', {
      news: (news) => void heard.push(news),
      missed: () => void missed.push(''),
    });
    const own: unknown[] = [];
    first.bulletin.read('birds', { news: (news) => void own.push(news) });
    // It listens once it has heard something.
    await eventually(async () => {
      first.bulletin.tell('birds', 'are you there?');
      return heard.length > 0;
    });
    heard.length = 0;
    return { first, heard, missed, own };
  }

  test('what one tells the others hear, in order, and not itself; also a great deal at once', async () => {
    const { first, heard, own } = await two();
    const all = Array.from({ length: 300 }, (_, number) => ({ number, about: 'x'.repeat(100) }));
    for (const one of all) first.bulletin.tell('birds', one);
    first.bulletin.tell('planes', 'not for them');
    const numbers = () => heard.flatMap((one) => (typeof one === 'object' ? [one] : []));
    await eventually(() => numbers().length === 300);
    expect(new Set(numbers().map((one) => JSON.stringify(one))).size).toBe(300);
    expect(own).toEqual([]);
  });

  test('what somebody else says on the channel is nobody’s business', async () => {
    const { first, heard } = await two();
    for (const noise of ['not even JSON', 'null', '42', '{"from":1}', '{"from":"x"}']) {
      await run(first.url, `SELECT pg_notify('magpie', '${noise}')`);
    }
    first.bulletin.tell('birds', 'still here');
    await eventually(() => heard.includes('still here'));
  });

  test('a connection that breaks comes back, and its readers know that they may have missed something', async () => {
    const { first, missed } = await two();
    await run(
      first.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'magpie bulletin'`,
    );
    await eventually(() => missed.length > 0);
  });
});
