import type { Clarified, Declined } from '../../src/ask/answer-question.ts';
import type { OptionValue } from '../../src/core/call.ts';
import type { Action, Reply, Visibility } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';
import { visible } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';

const maxLabel = 75;
const maxChoices = 5;

/** The question that came without an answer, and the options to put it again in other words. */
export interface Unanswered {
  readonly say: Say;
  /** Given on with each suggestion: the source, and whether the answer is private. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly visibility: Visibility;
}

/** Asks back; every choice is a button that asks in those words. */
export const clarifyReply = (clarified: Clarified, { say, options, visibility }: Unanswered): Reply => ({
  title: say('ask.clarify'),
  summary: visible(clarified.question),
  tone: 'plain',
  blocks: [],
  actions: askActions(clarified.choices, options),
  visibility,
});

/** Declining is no answer for a channel: it goes to the caller alone, with what could be asked instead. */
export const declineReply = (
  declined: Declined,
  { say, options }: Omit<Unanswered, 'visibility'>,
): Reply => ({
  title: say('ask.declined'),
  summary: visible(declined.why),
  tone: 'warning',
  blocks: [],
  actions: askActions(declined.suggestions, options),
  visibility: 'caller',
});

const askActions = (questions: readonly string[], options: Unanswered['options']): Action[] =>
  questions.slice(0, maxChoices).map((question) => ({
    command: 'ask',
    options: { ...options, question },
    label: clip(visible(question), maxLabel),
  }));
