import { onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { noon } from './a-call.ts';
import { shared } from './at-end.ts';
import { run, type TestServer } from './postgres.ts';
import { tempFolder } from './temp-folder.ts';
import type { TempStore } from './temp-store.ts';

/** Stores in one database of this server, emptied before each. Call it within `describe`. */
export function postgresStores(
  server: TestServer,
): (now?: () => Date) => Promise<TempStore & { readonly url: string }> {
  const database = shared(() => server.database(''));
  return async (now = () => new Date(noon)) => {
    const { ownerUrl: url } = database();
    await run(url, dropAll);
    const folder = await tempFolder();
    const store = await openStore({ dir: folder, url, now });
    onTestFinished(() => store.close());
    const everything = async () => {
      const tables = await run(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
      const texts = tables.map(async ({ tablename }) =>
        JSON.stringify(await run(url, `SELECT t::text FROM "${tablename}" t`)),
      );
      return (await Promise.all(texts)).join('\n');
    };
    return { ...store, url, folder, everything };
  };
}

const dropAll = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';
