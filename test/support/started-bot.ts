import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { start } from '../../src/cli/start.ts';
import { eventually } from './eventually.ts';
import { tempFolder } from './temp-folder.ts';
import { tinyModel } from './tiny-model.ts';

export interface StartedBot {
  readonly cwd: string;
  /** What it has printed until now. */
  readonly out: () => string;
  readonly err: () => string;
  /** Where it listens. Rejects when it has ended instead. */
  url(): Promise<string>;
  /** As Ctrl-C does. */
  interrupt(): void;
  /** The exit code. */
  readonly ended: Promise<number>;
}

/** A database of these birds, as DATABASE_URL has it. */
export function birdsIn(folder: string, name = 'birds.sqlite', birds = ['magpie', 'wren']): string {
  const db = new DatabaseSync(join(folder, name));
  db.exec('CREATE TABLE birds (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
  for (const bird of birds) db.prepare('INSERT INTO birds (name) VALUES (?)').run(bird);
  db.close();
  return `sqlite:${name}`;
}

/** `magpie start` in a folder with a database of two birds and a small model, on a free port unless told. */
export async function startBot(
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<StartedBot> {
  const folder = cwd ?? (await tempFolder());
  const stop = new AbortController();
  let out = '';
  let err = '';
  const ended = start.run([], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    async *input() {},
    env: {
      PORT: '0',
      MAGPIE_MODEL: await tinyModel(),
      ...(cwd === undefined && !env.MAGPIE_CONFIG && { DATABASE_URL: birdsIn(folder) }),
      ...env,
    },
    cwd: folder,
    signal: stop.signal,
  });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  const listening = () => eventually(() => /http:\/\/\S+/.exec(out)?.[0]);
  const failed = ended.then((code) => {
    throw new Error(`it ended with ${code}: ${err}`);
  });
  failed.catch(() => {});
  return {
    cwd: folder,
    out: () => out,
    err: () => err,
    url: () => Promise.race([listening(), failed]),
    interrupt: () => stop.abort(),
    ended,
  };
}
