import { setImmediate } from 'node:timers/promises';
import type { Clarification, Decline, Draft, SqlWriter, WritingTask } from '../../core/sql-writer.ts';
import { describe } from './describe.ts';
import { createLexiconCache } from './lexicon/lexicon.ts';
import { type Outcome, read } from './read.ts';
import { suggestionsFor } from './suggest.ts';
import { wantsChange } from './words/changes.ts';
import { isEnglish } from './words/script.ts';

/** Characters of a question; people's are shorter, and reading takes the longer the more there are. */
const longestQuestion = 400;

/**
 * Writes SQL by rules: every word of a question must be a word of English grammar or name something in the schema, and only
 * one likely meaning may be left. Otherwise it declines and shows what it could answer. No network, no model.
 */
export function createGrammarWriter(): SqlWriter {
  const lexiconOf = createLexiconCache(8);
  return {
    name: 'grammar',
    // The same question gives the same SQL.
    repairs: 0,
    async write(task, signal) {
      signal.throwIfAborted();
      const { say, question } = task;
      const lexicon = await lexiconOf(task.catalogue);
      signal.throwIfAborted();
      const declined = async (why: string): Promise<Decline> => ({
        kind: 'decline',
        why,
        suggestions: await suggestionsFor(lexicon, task.today, setImmediate),
      });
      if (task.failures.length > 0) return declined(say('grammar.failed'));
      if (question.length > longestQuestion)
        return declined(say('grammar.tooLong', { limit: longestQuestion }));
      if (!isEnglish(question)) return declined(say('grammar.notEnglish'));
      if (wantsChange(question)) return declined(say('grammar.readOnly'));
      const outcome = read(lexicon, question, task.today);
      return outcome.kind === 'read'
        ? drafted(outcome.reading, question, task)
        : declined(whyNot(outcome, task));
    },
  };
}

function drafted(
  reading: Extract<Outcome, { kind: 'read' }>['reading'],
  question: string,
  { say }: WritingTask,
): Draft | Clarification {
  return {
    kind: 'draft',
    sql: reading.sql,
    understood: describe(reading.query, say),
    memo: { said: [question] },
  };
}

function whyNot(outcome: Exclude<Outcome, { kind: 'read' }>, { say }: WritingTask): string {
  if (outcome.kind === 'unsure') return say('grammar.unsure');
  return outcome.word === undefined
    ? say('grammar.lost')
    : say('grammar.unknownWord', { word: outcome.word });
}
