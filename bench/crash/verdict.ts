import type { Entry } from './journal.ts';
import { poisonKey } from './person.ts';

/** Counts of what people did (keys), not of requests. */
export interface Verdict {
  readonly accepted: number;
  /** Acknowledged, and then not known any more, or known under another id only. */
  readonly lost: number;
  /** Shown two answers: two in one sight, two that differ, two under different ids; or shown one that was taken back. */
  readonly twice: number;
  /** Acknowledged and known, but without an answer until the end. */
  readonly unanswered: number;
  /** The one that kills its process was given up, after it had been running in so many that died. */
  readonly quarantined: number;
  /** The same of others. */
  readonly innocentQuarantined: number;
  /** Answered, but not what was asked. */
  readonly wrong: number;
}

export function judge(journal: readonly Entry[]): Verdict {
  const byKey = Map.groupBy(journal, ({ key }) => key);
  const accepted = [...byKey.values()].filter((entries) => entries.some(({ kind }) => kind === 'accepted'));
  const count = (is: (entries: readonly Entry[]) => boolean) => accepted.filter(is).length;
  return {
    accepted: accepted.length,
    lost: count(isLost),
    twice: count(isTwice),
    unanswered: count((entries) => !isLost(entries) && answersOf(entries).length === 0),
    quarantined: count((entries) => isPoison(entries) && isQuarantined(entries)),
    innocentQuarantined: count((entries) => !isPoison(entries) && isQuarantined(entries)),
    wrong: count((entries) => answersOf(entries).some(({ answer }) => !answer.fits && !answer.quarantined)),
  };
}

const isPoison = ([first]: readonly Entry[]) => first?.key === poisonKey;

const isQuarantined = (entries: readonly Entry[]) =>
  answersOf(entries).some(({ answer }) => answer.quarantined);

const answersOf = (entries: readonly Entry[]) => entries.filter((entry) => entry.kind === 'answer');

function isLost(entries: readonly Entry[]): boolean {
  const ids = new Set(entries.flatMap((entry) => (entry.kind === 'accepted' ? [entry.id] : [])));
  const answered = new Set(answersOf(entries).map(({ id }) => id));
  const unknown = entries.some((entry) => entry.kind === 'unknown');
  return unknown || (ids.size > 1 && [...ids].some((id) => !answered.has(id)));
}

function isTwice(entries: readonly Entry[]): boolean {
  const answers = answersOf(entries);
  const different = new Set(answers.map(({ id, answer }) => `${id} ${answer.fingerprint}`));
  const sights = new Set(answers.map(({ sight }) => sight));
  const withdrawn = entries.some(({ kind }) => kind === 'withdrawn');
  return withdrawn || different.size > 1 || sights.size < answers.length;
}
