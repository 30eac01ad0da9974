import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from '../../file-at.ts';
import { type Engine, openEngine, shut } from './engine.ts';
import { dataFiles } from './files.ts';
import { type Known, readKnown } from './known.ts';
import { load } from './load.ts';
import type { DuckdbSetup } from './protocol.ts';
import { messageOf, told } from './sql-error.ts';

/** Milliseconds after the last question. While a database is open nobody can write to it: DuckDB locks the file. */
const lingering = 200;
/** Milliseconds that a reader waits for a writer. */
const patience = 1_500;

/** An open engine and what it holds. */
export interface Session extends Engine {
  readonly known: Known;
}

export interface Sessions {
  /** The session of what lies at the path now: what has changed is opened anew. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  fingerprint(): string;
}

export function keepSession(setup: DuckdbSetup): Sessions {
  let open: { readonly session: Session; readonly of: string } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const fingerprint = () => (setup.kind === 'files' ? filesVersion(setup.path) : databaseVersion(setup.path));
  const close = () => {
    open?.session.close();
    open = undefined;
  };
  return {
    fingerprint,
    async use(work) {
      clearTimeout(timer);
      const now = fingerprint();
      if (open?.of !== now) {
        close();
        open = { session: await opened(setup), of: now };
      }
      try {
        return await work(open.session);
      } finally {
        if (setup.kind === 'database') timer = setTimeout(close, lingering);
      }
    },
  };
}

async function opened(setup: DuckdbSetup): Promise<Session> {
  const isFiles = setup.kind === 'files';
  const engine = isFiles ? await openFiles(setup) : await openDatabase(setup, performance.now() + patience);
  return { ...engine, known: await readKnown(engine.connection, isFiles) };
}

async function openFiles({ path, maxMemory, timeZone }: DuckdbSetup): Promise<Engine> {
  const engine = await openEngine({ maxMemory, timeZone });
  try {
    await shut(engine, await load(engine.connection, dataFiles(path), maxMemory));
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

async function openDatabase(setup: DuckdbSetup, deadline: number): Promise<Engine> {
  const { path, maxMemory, timeZone } = setup;
  try {
    const engine = await openEngine({ database: path, maxMemory, timeZone });
    await shut(engine, []);
    return engine;
  } catch (error) {
    const isLocked = messageOf(error).includes('Could not set lock');
    if (isLocked && performance.now() < deadline) {
      await pause(100);
      return openDatabase(setup, deadline);
    }
    const why = isLocked
      ? 'somebody else is writing to the database'
      : told(messageOf(error).replaceAll(path, 'the file'));
    throw new MagpieError('SOURCE_UNAVAILABLE', { why });
  }
}

function databaseVersion(path: string): string {
  if (!fileAt(path)) throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the file is gone' });
  return digest([path, `${path}.wal`].map(version));
}

const filesVersion = (path: string): string =>
  digest(dataFiles(path).map((file) => `${file.path} ${file.version}`));

function version(path: string): string {
  const stat = fileAt(path);
  return stat ? `${stat.dev}:${stat.ino}:${stat.size}@${stat.mtimeMs}` : '-';
}

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
