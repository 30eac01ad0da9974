import { access, constants, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ThreadTurn, threadFile } from '../../../schema/thread-file.ts';
import { type Json, parseJson } from '../../core/json.ts';
import type { EarlierQuestion } from '../../core/sql-writer.ts';
import { UsageError } from '../command.ts';

/** So many turns are kept: a writer looks no further back. */
const maxTurns = 20;

interface NewTurn extends Omit<ThreadTurn, 'memo'> {
  readonly memo: Json | undefined;
}

export interface Thread {
  /** What a follow-up to a catalogue with this fingerprint may lean on. */
  earlier(fingerprint: string): readonly EarlierQuestion[];
  /** Adds a turn and writes the file, whole or not at all. */
  add(turn: NewTurn): Promise<void>;
}

const noThread: Thread = { earlier: () => [], add: async () => {} };

/** The thread that is kept in a file; none without a path. A file that is not there begins a thread. Throws UsageError. */
export async function openThread(path: string | undefined, cwd: string): Promise<Thread> {
  if (path === undefined) return noThread;
  const file = resolve(cwd, path);
  const turns = await readTurns(file, path);
  // Known before the question is asked: an answer that cannot be kept would have been for nothing.
  await access(dirname(file), constants.W_OK).catch(unusable(path, 'written'));
  return {
    earlier: (fingerprint) =>
      turns
        .filter((turn) => turn.fingerprint === fingerprint)
        .map(({ question, sql, summary, memo }) => ({
          question,
          sql,
          summary,
          sameThread: true,
          ...(memo !== undefined && { memo }),
        })),
    async add(turn) {
      const kept = { turns: [...turns, turn].slice(-maxTurns) };
      const unfinished = `${file}.${process.pid}.tmp`;
      await writeFile(unfinished, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
      await rename(unfinished, file);
    },
  };
}

async function readTurns(file: string, path: string): Promise<readonly ThreadTurn[]> {
  const text = await readFile(file, 'utf8').catch((error) =>
    error.code === 'ENOENT' ? undefined : unusable(path, 'read')(error),
  );
  if (text === undefined) return [];
  const parsed = threadFile.safeParse(parseJson(text));
  if (!parsed.success) throw new UsageError(`--thread ${path} is there, but is no thread of Magpie`);
  return parsed.data.turns;
}

const unusable =
  (path: string, done: 'read' | 'written') =>
  (error: Error): never => {
    throw new UsageError(`--thread ${path} cannot be ${done}: ${error.message}`);
  };
