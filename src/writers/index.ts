import type { SqlWriter } from '../core/sql-writer.ts';
import type { ClaudeOptions } from './claude/ask-model.ts';

/** What the writers need from the configuration. */
export type WriterSettings = ClaudeOptions;

/** A new writer is a folder and a line here. Each is loaded only when it is used: the grammar needs no SDK. */
const writers = {
  claude: async (settings: WriterSettings) =>
    (await import('./claude/claude-writer.ts')).createClaudeWriter(settings),
  grammar: async () => (await import('./grammar/grammar-writer.ts')).createGrammarWriter(),
} as const satisfies Record<string, (settings: WriterSettings) => Promise<SqlWriter>>;

export type WriterName = keyof typeof writers;

export const isWriterName = (name: string): name is WriterName => Object.hasOwn(writers, name);
export const writerNames = Object.keys(writers);

export const openWriter = (name: WriterName, settings: WriterSettings): Promise<SqlWriter> =>
  writers[name](settings);
