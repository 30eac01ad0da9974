import { readFileSync } from 'node:fs';
import { readConfig, secretsOf } from '../config.ts';
import type { SqlWriter } from '../core/sql-writer.ts';
import { createLog } from '../log.ts';
import { type Io, UsageError } from './command.ts';

/** The writer of this name, with what the environment says for it. Loads no SDK that it does not need. */
export async function openWriter(name: string, { env, cwd, err }: Io): Promise<SqlWriter> {
  if (name === 'grammar') {
    const { createGrammarWriter } = await import('../writers/grammar/grammar-writer.ts');
    return createGrammarWriter();
  }
  if (name !== 'claude') throw new UsageError(`no writer is called ${name}: I know claude and grammar`);
  const read = (path: string) => readFileSync(path, 'utf8');
  const result = readConfig({ env: { ...env, MAGPIE_WRITER: 'claude' }, cwd, read });
  if (!result.ok) throw new UsageError(result.faults.join('\n'));
  const { config } = result;
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_MODEL: model } = config;
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), write: err });
  const { createClaudeWriter } = await import('../writers/claude/claude-writer.ts');
  return createClaudeWriter({ model, apiKey, baseUrl, log });
}
