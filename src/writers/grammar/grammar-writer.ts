import { setImmediate } from 'node:timers/promises';
import type { Decline, Draft, SqlWriter, WritingTask } from '../../core/sql-writer.ts';
import { type Understood, understand } from './conversation.ts';
import { describe } from './describe.ts';
import { createLexiconCache } from './lexicon/lexicon.ts';
import type { Outcome, Reading } from './read.ts';
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
  const lexiconOf = createLexiconCache();
  return {
    name: 'grammar',
    // The same question gives the same SQL.
    repairs: 0,
    async write(task, signal) {
      signal.throwIfAborted();
      const lexicon = await lexiconOf(task.catalogue);
      signal.throwIfAborted();
      const reader = { lexicon, today: task.today };
      const written =
        refusalOf(task) ??
        answerOf(await understand(reader, task.question, task.history, setImmediate), task);
      if (typeof written !== 'string') return written;
      return {
        kind: 'decline',
        why: written,
        suggestions: await suggestionsFor(reader, setImmediate),
      } satisfies Decline;
    },
  };
}

/** Why the question is not even read. */
function refusalOf({ question, failures, say }: WritingTask): string | undefined {
  if (failures.length > 0) return say('grammar.failed');
  if (question.length > longestQuestion) return say('grammar.tooLong', { limit: longestQuestion });
  if (!isEnglish(question)) return say('grammar.notEnglish');
  return wantsChange(question) ? say('grammar.readOnly') : undefined;
}

function answerOf({ outcome, said }: Understood, { say }: WritingTask): Draft | string {
  switch (outcome.kind) {
    case 'read':
      return drafted(outcome.reading, said, say);
    case 'unsure':
      return whyUnsure(outcome, say);
    case 'lost':
      return whyLost(outcome, say);
  }
}

const drafted = ({ query, sql }: Reading, said: readonly string[], say: WritingTask['say']): Draft => ({
  kind: 'draft',
  sql,
  understood: describe(query, say),
  memo: { said: [...said] },
});

/** Both meanings, if they can be told apart in words. */
function whyUnsure({ readings }: Extract<Outcome, { kind: 'unsure' }>, say: WritingTask['say']): string {
  const [one, other] = readings.map(({ query }) => describe(query, say));
  return one === undefined || other === undefined || one === other
    ? say('grammar.unsure')
    : say('grammar.unsureWhich', { one, other });
}

const whyLost = ({ word }: Extract<Outcome, { kind: 'lost' }>, say: WritingTask['say']): string =>
  word === undefined || !/\p{L}/u.test(word) ? say('grammar.lost') : say('grammar.unknownWord', { word });
