import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { atEnd } from './at-end.ts';

/** A server with a login that may do anything. */
interface Server {
  readonly host: string;
  readonly port: number;
  readonly version: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  /** Of a login that may only read it, as docs/databases/mysql.md makes it. */
  readonly url: string;
  /** Of the login that made it. */
  readonly rootUrl: string;
  /** Runs statements as the login that made it, and gives the rows of the last. */
  run(sql: string): Promise<readonly Record<string, unknown>[]>;
}

const password = 'p@ss/word:%';

/**
 * The server on 127.0.0.1:3306 whose root needs no password, as on the machines of this project; else one of our own from
 * `mariadbd` on the PATH. Undefined where there is neither: then tests are skipped, visibly.
 */
async function findServer(): Promise<Server | undefined> {
  const running = await versionAt(3306);
  if (running !== undefined) return { host: '127.0.0.1', port: 3306, version: running, stop: async () => {} };
  return startServer();
}

async function versionAt(port: number): Promise<string | undefined> {
  const root = await createConnection({ host: '127.0.0.1', port, user: 'root' }).catch(() => undefined);
  if (!root) return undefined;
  const [rows] = await root.query('SELECT VERSION() AS version');
  await root.end();
  return Array.isArray(rows) ? String(Object.values(rows[0] ?? {})[0]) : undefined;
}

async function startServer(): Promise<Server | undefined> {
  const program = ['mariadbd', 'mysqld'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'magpie-mariadb-'));
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  spawnSync('mariadb-install-db', [
    ...user,
    '--no-defaults',
    `--datadir=${folder}/data`,
    '--auth-root-authentication-method=normal',
  ]);
  const child = spawn(
    program,
    [
      ...user,
      '--no-defaults',
      `--datadir=${folder}/data`,
      `--socket=${folder}/socket`,
      `--pid-file=${folder}/pid`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=32M',
    ],
    { stdio: 'ignore' },
  );
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const version = await versionAt(port);
    if (version !== undefined) return { host: '127.0.0.1', port, version, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** One for a test file: found on import, so that the file can skip itself. `stop` it after all tests. */
export const mariadb = await findServer();

/** A database of its own and a login that may only read it, both gone when the test has finished. */
export async function testDatabase(schema = ''): Promise<TestDatabase> {
  if (!mariadb) throw new Error('there is no server');
  const { host, port } = mariadb;
  const name = `magpie_test_${randomBytes(6).toString('hex')}`;
  const login = `'${name.slice(-20)}'@'%'`;
  const root: Connection = await createConnection({ host, port, user: 'root', multipleStatements: true });
  const run = async (sql: string) => {
    const [rows] = await root.query(sql);
    const last = Array.isArray(rows) && Array.isArray(rows.at(-1)) ? rows.at(-1) : rows;
    return Array.isArray(last) ? (last as Record<string, unknown>[]) : [];
  };
  atEnd(async () => {
    await run(`DROP DATABASE IF EXISTS ${name}; DROP USER IF EXISTS ${login}`);
    await root.end();
  });
  await run(`
    CREATE DATABASE ${name} CHARACTER SET utf8mb4;
    CREATE USER ${login} IDENTIFIED BY '${password}';
    GRANT SELECT, SHOW VIEW ON ${name}.* TO ${login};
    USE ${name};
  `);
  if (schema) await run(schema);
  const user = encodeURIComponent(name.slice(-20));
  return {
    name,
    url: `mysql://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`,
    rootUrl: `mariadb://root@${host}:${port}/${name}`,
    run,
  };
}
