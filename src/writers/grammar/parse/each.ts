import type { DatePart, Noun } from '../meaning/meaning.ts';
import { type Mention, mention } from './mention.ts';
import { noun } from './noun.ts';
import { meaning, phrase } from './phrase.ts';
import { articles } from './quantity.ts';
import { map, type Rule } from './rule.ts';
import { either, list, optional, sequence, skip } from './sequence.ts';

/** What rows are gathered under. */
export type Each =
  | { readonly kind: 'noun'; readonly noun: Noun }
  | { readonly kind: 'mention'; readonly mention: Mention }
  /** "by number of movies" */
  | { readonly kind: 'count'; readonly noun: Noun }
  | { readonly kind: 'part'; readonly part: DatePart };

export interface Gathering {
  /** "by species and sex" has two. */
  readonly each: readonly [Each, ...Each[]];
  /** Said with a mere "by", which can as well say by what rows are ranked. */
  readonly by: boolean;
  /** Said with "per", which can only count: "flights per month". */
  readonly per?: true;
}

const the = skip(articles);
export const eachWord = phrase(
  'each|every|each of the|each different|each distinct|all the different|different|the different|each of|all different|a given|any given|each and every|the various|each individual|every single',
);

const part: Rule<DatePart> = meaning<DatePart>({
  month: 'year-month',
  monthly: 'year-month',
  year: 'year',
  yearly: 'year',
  annually: 'year',
  day: 'day',
  date: 'day',
  daily: 'day',
  weekday: 'weekday',
  'day of the week': 'weekday',
  'day of week': 'weekday',
  'calendar month': 'month',
  'month of the year': 'month',
});

const key: Rule<Each> = either(
  map(
    sequence(the, skip(phrase('number of|count of|total number of|how many')), noun),
    ([found]): Each => ({ kind: 'count', noun: found }),
  ),
  map(sequence(the, noun), ([found]): Each => ({ kind: 'noun', noun: found })),
  map(
    sequence(the, skip(optional(phrase('number of|kind of|type of'))), mention),
    ([found]): Each => ({ kind: 'mention', mention: found }),
  ),
  map(sequence(the, part), ([found]): Each => ({ kind: 'part', part: found })),
);

const keys = list(key, phrase('and|,|, and|and by|and per|and for each'));

/** "for each stadium", "per month", "by country". */
export const gathering: Rule<Gathering> = either(
  map(
    sequence(
      skip(optional(phrase('for|in|of|from|per|by|at|across|on|within|to|with|over'))),
      skip(eachWord),
      keys,
    ),
    ([each]) => ({ each, by: false }),
  ),
  map(sequence(skip(phrase('per|, per')), keys), ([each]): Gathering => ({ each, by: false, per: true })),
  map(
    sequence(
      skip(phrase('grouped by|group by|for the various|broken down by|split by|across|according to|, by')),
      keys,
    ),
    ([each]) => ({ each, by: false }),
  ),
  map(
    sequence(
      skip(
        phrase(
          'by|based on|according to|in terms of|going by|ranked by|with respect to|judging by|measured by|rated by',
        ),
      ),
      keys,
    ),
    ([each]) => ({ each, by: true }),
  ),
  map(
    meaning<DatePart>({ monthly: 'year-month', yearly: 'year', annually: 'year', daily: 'day' }),
    (found): Gathering => ({ each: [{ kind: 'part', part: found }], by: false }),
  ),
);
