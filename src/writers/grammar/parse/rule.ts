import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Choice } from '../meaning/choices.ts';
import type { Draft } from '../meaning/draft.ts';
import type { Token } from '../words/tokens.ts';

/** One question under reading. */
export interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  /** ISO date. */
  readonly today: string;
  /** What the question before was understood as, for a follow-up. */
  readonly previous?: Draft;
  /** Counts one step of work; false when there have been too many and the reading must end. */
  step(): boolean;
  /** Where reading got to: the token after it is what was not understood. */
  reached: number;
  readonly memory: Map<unknown, Map<number, readonly Parse<unknown>[]>>;
}

/** One way to read the tokens up to `end`. The cheaper, the more likely. */
export interface Parse<T> {
  readonly end: number;
  readonly value: T;
  readonly cost: number;
}

/** Every way to read something from a token on; none when it cannot be read. */
export type Rule<T> = (input: Input, at: number) => readonly Parse<T>[];

/** Readings that are kept of those that end at the same token; the dearest are forgotten. */
const beam = 6;

export function best<T>(parses: readonly Parse<T>[]): readonly Parse<T>[] {
  if (parses.length <= beam) return parses;
  const kept = new Map<number, number>();
  return [...parses]
    .sort((a, b) => a.cost - b.cost)
    .filter(({ end }) => {
      const before = kept.get(end) ?? 0;
      kept.set(end, before + 1);
      return before < beam;
    });
}

/** Remembers how far the question was understood. */
export function reach<T>(input: Input, parses: readonly Parse<T>[]): readonly Parse<T>[] {
  for (const { end } of parses) input.reached = Math.max(input.reached, end);
  return parses;
}

/** The value made into another; undefined throws the reading away. */
export const map =
  <T, U>(rule: Rule<T>, make: (value: T, input: Input) => U | undefined): Rule<U> =>
  (input, at) =>
    rule(input, at).flatMap((parse) => {
      const value = make(parse.value, input);
      return value === undefined ? [] : [{ ...parse, value }];
    });

/** The value made into any number of others, each at its cost. */
export const choose =
  <T, U>(rule: Rule<T>, make: (value: T, input: Input) => readonly Choice<U>[]): Rule<U> =>
  (input, at) =>
    best(
      rule(input, at).flatMap((parse) =>
        make(parse.value, input).map((choice) => ({
          ...choice,
          end: parse.end,
          cost: parse.cost + choice.cost,
        })),
      ),
    );

/** The same, less likely. */
export const costs = <T>(cost: number, rule: Rule<T>): Rule<T> => choose(rule, (value) => [{ value, cost }]);

/** Reads each place once. */
export function memo<T>(rule: Rule<T>): Rule<T> {
  return (input, at) => {
    const known = input.memory.get(rule) ?? new Map<number, readonly Parse<unknown>[]>();
    input.memory.set(rule, known);
    // What is kept under a rule was read by it.
    const before = known.get(at) as readonly Parse<T>[] | undefined;
    if (before) return before;
    // A rule that comes back to its own place without reading anything reads nothing there.
    known.set(at, []);
    const parses = best(rule(input, at));
    known.set(at, parses);
    return parses;
  };
}

/** For rules that contain one another. */
export const lazy =
  <T>(rule: () => Rule<T>): Rule<T> =>
  (input, at) =>
    rule()(input, at);
