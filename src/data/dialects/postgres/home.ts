import { Client, type ClientConfig } from 'pg';
import { MagpieError } from '../../../core/errors.ts';
import type { Settings } from './begin.ts';
import { asSqlError } from './sql-error.ts';

interface HomeOptions {
  readonly allowSuperuser: boolean;
  readonly timeZone?: string;
}

interface HomeRow {
  readonly schema: string | null;
  readonly zone: string;
  readonly superuser: boolean;
  readonly version: number;
}

const question = `
  SELECT current_schema() AS schema, current_setting('TimeZone') AS zone, r.rolsuper AS superuser,
    current_setting('server_version_num')::int AS version
  FROM pg_roles r WHERE r.rolname = current_user`;

/** Looks at a server for the first time: where the login's tables are, what time it has, and whether it may do anything. */
export async function readHome(
  config: ClientConfig,
  { allowSuperuser, timeZone }: HomeOptions,
): Promise<Settings> {
  const client = new Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<HomeRow>(question);
    const [home] = rows;
    if (!home) throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the server does not know its own login' });
    if (home.superuser && !allowSuperuser) {
      throw new MagpieError('SOURCE_UNSAFE', { why: 'the login is a superuser and may do anything' });
    }
    // Also tells whether the server knows the zone.
    const zone = timeZone ?? home.zone;
    await client.query("SELECT set_config('TimeZone', $1, false)", [zone]);
    return {
      schema: home.schema ?? undefined,
      timeZone: zone,
      noticesLostClients: home.version >= 140_000 && (await canNotice(client)),
    };
  } catch (error) {
    const known = asSqlError(error);
    if (known instanceof MagpieError && known.code !== 'SQL_FAILED') throw known;
    throw new MagpieError(
      'SOURCE_UNAVAILABLE',
      { why: 'the server does not answer what Postgres answers' },
      { cause: known },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Only some systems can. */
const canNotice = (client: Client): Promise<boolean> =>
  client.query("SET client_connection_check_interval = '500ms'").then(
    () => true,
    () => false,
  );
