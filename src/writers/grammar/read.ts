import type { Lexicon } from './lexicon/lexicon.ts';
import type { Draft } from './meaning/draft.ts';
import { finish } from './meaning/finish.ts';
import type { Query } from './meaning/meaning.ts';
import { followUp } from './parse/follow-up.ts';
import { request } from './parse/request.ts';
import { type Input, map, type Parse, type Rule } from './parse/rule.ts';
import { headsOf } from './sql/heads.ts';
import { plan } from './sql/plan.ts';
import { print } from './sql/print.ts';
import { spellings } from './sql/spellings.ts';
import { tokenize } from './words/tokens.ts';

/** One thing that a question can mean. The cheaper, the likelier. */
export interface Reading {
  readonly draft: Draft;
  readonly query: Query;
  readonly sql: string;
  readonly cost: number;
  /** It points back at the question before. */
  readonly pointed: boolean;
}

export type Outcome =
  | { readonly kind: 'read'; readonly reading: Reading }
  /** Several meanings are about as likely. */
  | { readonly kind: 'unsure'; readonly readings: readonly Reading[] }
  /** Not a question that we know; `word` is where it was given up. */
  | { readonly kind: 'lost'; readonly word?: string };

/** About 20 ms. */
const mostSteps = 30_000;
/** What a reading may cost: dearer ones are mostly wrong. */
const dearest = 0.95;
/** Two readings that are closer than this cannot be told apart. */
const margin = 0.095;

export interface Reader {
  readonly lexicon: Lexicon;
  /** ISO date. */
  readonly today: string;
}

/** What a question means that stands for itself. */
export const read = (reader: Reader, text: string): Outcome =>
  outcomeOf(
    reader,
    text,
    map(request, (draft) => ({ draft, pointed: false })),
  );

/** What it means as a follow-up to this. */
export const readAfter = (reader: Reader, text: string, previous: Draft): Outcome =>
  outcomeOf(reader, text, followUp, previous);

function outcomeOf(
  { lexicon, today }: Reader,
  text: string,
  rule: Rule<{ readonly draft: Draft; readonly pointed: boolean }>,
  previous?: Draft,
): Outcome {
  let steps = 0;
  const tokens = tokenize(text);
  const step = () => ++steps < mostSteps;
  const input: Input = {
    text,
    tokens,
    lexicon,
    today,
    step,
    reached: 0,
    memory: new Map(),
    ...(previous && { previous }),
  };
  const parses = rule(input, 0).filter(({ end }) => tokens.slice(end).every(({ kind }) => kind === 'mark'));
  const readings = distinct(parses.flatMap((parse) => readingOf(lexicon, parse)));
  const [best, second] = readings;
  const word = tokens[input.reached]?.text;
  if (!best || steps >= mostSteps) return { kind: 'lost', ...(word !== undefined && { word }) };
  if (second && second.cost - best.cost < margin) return { kind: 'unsure', readings };
  return { kind: 'read', reading: best };
}

function readingOf(
  lexicon: Lexicon,
  { value, cost }: Parse<{ readonly draft: Draft; readonly pointed: boolean }>,
): readonly Reading[] {
  const query = finish(lexicon, value.draft);
  if (!query || cost + query.cost > dearest) return [];
  const select = plan(lexicon, query.value);
  const sql = print(select, spellings[lexicon.dialect], headsOf(lexicon, query.value.shown, select));
  return [{ ...value, query: query.value, sql, cost: cost + query.cost }];
}

/** Those that ask the database for something else, the likeliest first. */
function distinct(readings: readonly Reading[]): readonly Reading[] {
  const sorted = [...readings].sort((a, b) => a.cost - b.cost);
  return sorted.filter(({ sql }, at) => sorted.findIndex((other) => other.sql === sql) === at);
}
