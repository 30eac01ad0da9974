import type { Lexicon } from './lexicon/lexicon.ts';
import { finish } from './meaning/finish.ts';
import type { Query } from './meaning/meaning.ts';
import { request } from './parse/request.ts';
import type { Input } from './parse/rule.ts';
import { plan } from './sql/plan.ts';
import { print } from './sql/print.ts';
import { sqlite } from './sql/sqlite.ts';
import { tokenize } from './words/tokens.ts';

export interface Reading {
  readonly query: Query;
  readonly sql: string;
  readonly cost: number;
}

export type Outcome =
  | { readonly kind: 'read'; readonly reading: Reading; readonly steps: number }
  | { readonly kind: 'unsure'; readonly readings: readonly Reading[]; readonly steps: number }
  | { readonly kind: 'lost'; readonly word?: string; readonly steps: number };

const mostSteps = 150_000;
const dearest = 1.2;
const margin = 0.12;

export function read(lexicon: Lexicon, text: string, today: string): Outcome {
  let steps = 0;
  const tokens = tokenize(text);
  const input: Input = {
    text,
    tokens,
    lexicon,
    today,
    step: () => ++steps < mostSteps,
    reached: 0,
    memory: new Map(),
  };
  const parses = request(input, 0).filter(({ end }) =>
    tokens.slice(end).every(({ kind }) => kind === 'mark'),
  );
  const bySql = new Map<string, Reading>();
  for (const parse of parses) {
    const query = finish(lexicon, parse.value);
    if (!query || parse.cost + query.cost > dearest) continue;
    const cost = parse.cost + query.cost;
    const sql = print(plan(lexicon, query.value), sqlite);
    const before = bySql.get(sql);
    if (!before || before.cost > cost) bySql.set(sql, { query: query.value, sql, cost });
  }
  const readings = [...bySql.values()].sort((a, b) => a.cost - b.cost);
  const [best, second] = readings;
  if (!best)
    return { kind: 'lost', steps, ...(tokens[input.reached] && { word: tokens[input.reached]?.text ?? '' }) };
  if (second && second.cost - best.cost < margin) return { kind: 'unsure', readings, steps };
  return { kind: 'read', reading: best, steps };
}
