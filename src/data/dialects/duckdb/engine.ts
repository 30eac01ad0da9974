import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { literal } from './names.ts';

/** One DuckDB, and the one connection to it. */
export interface Engine {
  readonly connection: DuckDBConnection;
  close(): void;
}

export interface EngineOptions {
  /** A file that is only read; undefined for an empty database in memory. */
  readonly database?: string;
  /** Bytes. */
  readonly maxMemory: number;
  /** IANA name of the zone in which times with a zone are told. */
  readonly timeZone: string;
}

/**
 * Nothing is fetched, installed, loaded or kept. What does not fit into memory fails: no question fills the disk. One thread, so
 * that a question cannot take the machine.
 */
const settings = {
  threads: '1',
  temp_directory: '',
  max_temp_directory_size: '0B',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_persistent_secrets: 'false',
};

/** Until `shut` it may read files. */
export async function openEngine({ database, maxMemory, timeZone }: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(database ?? ':memory:', {
    ...settings,
    memory_limit: `${Math.floor(maxMemory / 1024)}KiB`,
    ...(database !== undefined && { access_mode: 'READ_ONLY' }),
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = ${literal(timeZone)}`);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** From now on no file is opened but these, no setting is changed, and neither can be taken back. */
export async function shut({ connection }: Engine, paths: readonly string[]): Promise<void> {
  const allowed = paths.map(literal).join(', ');
  await connection.run(`SET allowed_paths = [${allowed}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}
