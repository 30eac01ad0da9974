import type { EarlierQuestion, WritingTask } from '../../core/sql-writer.ts';

/** What tables are wanted for: a follow-up leans on what was asked, a repair on what went wrong. */
export type Subject = Pick<WritingTask, 'question' | 'history' | 'failures'>;

/** Something that was said, and how much it counts beside the question. */
export interface Said {
  readonly text: string;
  readonly share: number;
}

/** Earlier questions that still count. */
const lastInThread = 4;
const lastInChannel = 2;

export function saidIn({ question, history, failures }: Subject): readonly Said[] {
  return [
    { text: question, share: 1 },
    ...failures.map(({ why }) => ({ text: why, share: 0.5 })),
    ...earlierIn(history).map(({ earlier, share }) => ({ text: earlier.question, share: share / 2 })),
  ];
}

/** Statements whose tables are wanted again. */
export function statementsIn({ history, failures }: Subject): readonly Said[] {
  return [
    ...failures.map(({ sql }) => ({ text: sql, share: 1 })),
    ...earlierIn(history).map(({ earlier, share }) => ({ text: earlier.sql, share })),
  ];
}

/** The latest counts most. */
function earlierIn(history: readonly EarlierQuestion[]) {
  const thread = history.filter(({ sameThread }) => sameThread).slice(-lastInThread);
  const channel = history.filter(({ sameThread }) => !sameThread).slice(-lastInChannel);
  return [
    ...thread.toReversed().map((earlier, ago) => ({ earlier, share: 0.8 * 0.6 ** ago })),
    ...channel.toReversed().map((earlier, ago) => ({ earlier, share: 0.2 * 0.6 ** ago })),
  ];
}
