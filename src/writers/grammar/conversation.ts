import type { Json } from '../../core/json.ts';
import type { EarlierQuestion } from '../../core/sql-writer.ts';
import type { Draft } from './meaning/draft.ts';
import { type Outcome, type Reader, read, readAfter } from './read.ts';

export interface Understood {
  readonly outcome: Outcome;
  /** The question and, for a follow-up, what came before it: read again one after the other they give the same. The writer's memo. */
  readonly said: readonly string[];
}

/** A longer chain of follow-ups would take too long to read again. */
const longest = 6;

/**
 * Reads a question for itself or, when it says only what is different, together with the one before. Between two readings it
 * waits for `breathe`, so that other work is not held up.
 */
export async function understand(
  reader: Reader,
  question: string,
  history: readonly EarlierQuestion[],
  breathe: () => Promise<unknown>,
): Promise<Understood> {
  const alone: Understood = { outcome: read(reader, question), said: [question] };
  const last = history.findLast(
    ({ memo, sameThread }) => saidIn(memo).length > 0 && (sameThread || pointsBack.test(question)),
  );
  const said = saidIn(last?.memo);
  if (said.length === 0) return alone;
  const goesOn = fragment.test(question);
  const previous = said.length < longest ? await draftOf(reader, said, breathe) : undefined;
  if (!previous) return goesOn ? { ...alone, outcome: { kind: 'lost' } } : alone;
  const after: Understood = { outcome: readAfter(reader, question, previous), said: [...said, question] };
  if (goesOn) return after;
  if (after.outcome.kind === 'lost') return alone;
  if (after.outcome.kind === 'read' && after.outcome.reading.pointed) return after;
  return alone.outcome.kind === 'lost' ? after : alone;
}

/** "and dramas?" has no verb of asking: by itself it would be another question. */
const fragment =
  /^\W*and\b(?!\W*(?:also\b)?\W*(?:how|what|which|who|whose|when|where|show|list|give|find|count|tell|the number)\b)/i;

/** In a channel a question that only happens to come later must say that it goes on. */
const pointsBack = /\b(?:same|those|them|these|that one|instead|what about|how about)\b/i;

async function draftOf(
  reader: Reader,
  said: readonly string[],
  breathe: () => Promise<unknown>,
): Promise<Draft | undefined> {
  let draft: Draft | undefined;
  for (const [at, text] of said.entries()) {
    await breathe();
    if (at > 0 && !draft) return undefined;
    draft = draftIn(draft ? readAfter(reader, text, draft) : read(reader, text));
  }
  return draft;
}

const draftIn = (outcome: Outcome): Draft | undefined =>
  outcome.kind === 'read' ? outcome.reading.draft : undefined;

/** Memos come back from the store, and other writers leave others. */
function saidIn(memo: Json | undefined): readonly string[] {
  if (typeof memo !== 'object' || memo === null || !('said' in memo)) return [];
  const { said } = memo;
  return Array.isArray(said) && said.every((text) => typeof text === 'string') ? said : [];
}
