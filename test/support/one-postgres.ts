import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

let server: EmbeddedPostgres | undefined;

/** One Postgres for a run of all tests; a file that is run alone starts its own when it needs one. */
export async function setup(): Promise<void> {
  const some = process.argv.slice(2).some((word) => word !== 'run' && !word.startsWith('-'));
  if (some || process.env.MAGPIE_TEST_POSTGRES !== undefined) return;
  server = await startEmbeddedPostgres().catch(() => undefined);
  if (server) process.env.MAGPIE_TEST_POSTGRES = server.url;
}

export const teardown = (): Promise<void> | undefined => server?.stop();
