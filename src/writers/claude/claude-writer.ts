import type { WriterAnswer } from '../../../schema/draft.ts';
import type { Clarification, Decline, Draft, SqlWriter, WritingTask } from '../../core/sql-writer.ts';
import type { AskModel, ClaudeOptions } from './ask-model.ts';
import { createAskModel } from './ask-model.ts';
import { createPrompts, type Prompt } from './prompt.ts';
import { readAnswer } from './read-answer.ts';

/** A language model writes the SQL. It sees the catalogue, questions and earlier SQL; never a row. */
export function createClaudeWriter(options: ClaudeOptions): SqlWriter {
  const ask = createAskModel(options);
  const promptOf = createPrompts();
  return {
    name: options.model,
    repairs: 2,
    async write(task, signal, progress) {
      // A repair is shown as such, whatever the model does for it.
      const step = task.failures.length === 0 ? progress : () => {};
      step({ kind: 'working', step: 'thinking' });
      const writing = () => step({ kind: 'working', step: 'writing-sql' });
      const paid: typeof ask = (question, ...rest) => ask({ ...question, budget: task.budget }, ...rest);
      const answer = await readable(paid, promptOf(task), signal, writing);
      return answer === undefined
        ? { kind: 'decline', why: task.say('ask.modelUnclear'), suggestions: [] }
        : asWritten(answer, task);
    },
  };
}

/** An answer in the agreed form; one that is not is sent back once. Undefined when that did not help. */
async function readable(
  ask: AskModel,
  { system, messages }: Prompt,
  signal: AbortSignal,
  writing: () => void,
): Promise<WriterAnswer | 'refused' | undefined> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { text, stopped } = await ask({ system, messages }, signal, writing);
    if (stopped === 'refusal') return 'refused';
    const read = readAnswer(text);
    if (read.ok) return read.answer;
    const why = stopped === 'max_tokens' ? 'It was cut off: be shorter.' : read.why;
    // The API takes no empty message, and what was cut off can be long.
    messages.push(
      { role: 'assistant', content: text.trim().slice(0, 2000).trimEnd() || '{}' },
      {
        role: 'user',
        content: `That is not one of the three forms. ${why}\nAnswer again, with the JSON object alone.`,
      },
    );
  }
  return undefined;
}

function asWritten(answer: WriterAnswer | 'refused', { say }: WritingTask): Draft | Clarification | Decline {
  if (answer === 'refused') return { kind: 'decline', why: say('ask.modelRefused'), suggestions: [] };
  switch (answer.kind) {
    case 'draft': {
      const { sql, understood } = answer;
      return { kind: 'draft', sql, understood, memo: { understood } };
    }
    case 'clarification':
      return answer;
    case 'refusal':
      return { kind: 'decline', why: answer.why, suggestions: answer.suggestions };
  }
}
