import { secretsOf } from '../config.ts';
import { languageModel } from '../config-slices.ts';
import type { SqlWriter } from '../core/sql-writer.ts';
import { createLog } from '../log.ts';
import { isWriterName, openWriter, writerNames } from '../writers/index.ts';
import { type Io, UsageError } from './command.ts';
import { configOf } from './read-config.ts';

/** The writer that `--writer` names, else the one that is configured. */
export async function openChosenWriter(name: string | undefined, io: Io): Promise<SqlWriter> {
  if (name !== undefined && !isWriterName(name)) {
    throw new UsageError(`no writer is called ${name}: I know ${writerNames.join(' and ')}`);
  }
  const config = configOf(name === undefined ? io : { ...io, env: { ...io.env, MAGPIE_WRITER: name } });
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), write: io.err });
  return openWriter(config.MAGPIE_WRITER, { ...languageModel(config), log });
}
