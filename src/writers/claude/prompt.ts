import type Anthropic from '@anthropic-ai/sdk';
import { tableText } from '../../ask/table-text.ts';
import type { Catalogue, Table } from '../../core/data-source.ts';
import type { WritingTask } from '../../core/sql-writer.ts';
import { catalogueText, fitting } from './catalogue-text.ts';
import { conversation } from './conversation.ts';
import { instructions } from './instructions.ts';
import { type FindTables, findTablesIn } from './relevant-tables.ts';

/** Bytes of UTF-8 for the tables that are told in detail with a question. */
const maxTables = 40_000;

export interface Prompt {
  /** The same from question to question, and cached up to the end of the catalogue. */
  readonly system: readonly Anthropic.TextBlockParam[];
  readonly messages: Anthropic.MessageParam[];
}

interface Known {
  readonly text: string;
  /** Finds what must be told in detail beside it. */
  readonly find: FindTables;
}

/** Makes prompts, and remembers what it made of a catalogue for as long as that is in use. */
export function createPrompts(): (task: WritingTask) => Promise<Prompt> {
  const known = new WeakMap<Catalogue, Promise<Known>>();
  return async (task) => {
    const { catalogue } = task;
    const made = known.get(catalogue) ?? know(catalogue);
    known.set(catalogue, made);
    const { text, find } = await made;
    const tables = fitting(find(subjectOf(task)), inDetail, maxTables);
    return {
      system: [
        { type: 'text', text: instructions },
        { type: 'text', text, cache_control: { type: 'ephemeral' } },
      ],
      messages: conversation(task, tables),
    };
  };
}

async function know(catalogue: Catalogue): Promise<Known> {
  const { text, outline } = await catalogueText(catalogue);
  return { text, find: outline ? await findTablesIn(catalogue) : () => [] };
}

const inDetail = (table: Table): string => tableText(table, { comments: true, values: true });

/** Everything that may name a table: a follow-up leans on what was asked, a repair on what went wrong. */
const subjectOf = ({ question, history, failures }: WritingTask): string =>
  [
    question,
    ...history.flatMap((earlier) => [earlier.question, earlier.sql]),
    ...failures.flatMap(({ sql, why }) => [sql, why]),
  ].join('\n');
