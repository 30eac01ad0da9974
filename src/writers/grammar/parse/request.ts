import type { DatePart, End, Function, Noun } from '../meaning/meaning.ts';
import { scalesOf } from '../words/adjectives.ts';
import { isLinkingVerb } from '../words/verbs.ts';
import { type Mention, mention, verbMention } from './mention.ts';
import { bareNoun, noun } from './noun.ts';
import { determiner } from './quantity.ts';
import type { Restriction } from './raw.ts';
import { restriction } from './restriction.ts';
import {
  costs,
  either,
  list,
  longest,
  many,
  map,
  meaning,
  memo,
  nothing,
  optional,
  phrase,
  type Rule,
  sequence,
  token,
} from './rule.ts';
import { aggregate } from './superlative.ts';

/** What is asked for. */
export type Item =
  | {
      readonly kind: 'mention';
      readonly mention: Mention;
      readonly function?: Function;
      readonly distinct: boolean;
      readonly of?: Noun;
    }
  | { readonly kind: 'noun'; readonly noun: Noun }
  | { readonly kind: 'count'; readonly noun: Noun; readonly distinct: boolean }
  | { readonly kind: 'scale'; readonly adjective: string }
  | { readonly kind: 'time' }
  | { readonly kind: 'everything' };

export type Each =
  | { readonly kind: 'noun'; readonly noun: Noun }
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'part'; readonly part: DatePart };

export type Tail =
  | { readonly kind: 'restrict'; readonly restriction: Restriction }
  | { readonly kind: 'each'; readonly each: Each }
  | { readonly kind: 'order'; readonly by?: Item; readonly end?: End }
  | { readonly kind: 'items'; readonly items: readonly Item[]; readonly instead: boolean }
  /** Words that say nothing new: "are there". */
  | { readonly kind: 'idle' };

/** A whole question, its nouns linked and the rest not yet. */
export interface Request {
  readonly items: readonly Item[];
  /** "... of the singers". */
  readonly main?: { readonly noun: Noun; readonly each: boolean };
  readonly tail: readonly Tail[];
}

const polite = phrase(
  'please|pls|hey|hi|hello|ok|okay|so|well|hmm|um|now|then|and|just|kindly|thanks|thank you|for me|to me|us|,|:|.|-|!|' +
    'can you|could you|would you|will you|can i|could i|may i|i want|i need|i would like|i like|we need|we want|let me|do you know|do we know|' +
    'to know|to see|to get|to find|to have|know|see|tell|tell me|show|show me|list|list out|find|find out|give|give me|return|display|get|get me|fetch|print|provide|report|' +
    "identify|look up|retrieve|name the|name all|state the|compute|calculate|work out|determine|what be|what 's|which be|who be|what|what about|there be|i wonder|quick question|question|quick one|a list of|the list of|all the|" +
    'in alphabetical order',
);
const opening = many(costs(0.005, polite), 7);

const the = longest(many(determiner, 3));
const different = optional(phrase('different|distinct|unique|various|distinctive'));
const comma = phrase(
  ',|and|, and|& |as well as|along with|together with|, along with|plus|, as well as|and also|and the',
);

const attribute: Rule<Item> = either(
  map(
    sequence(the, different, mention),
    ([, distinct, found]): Item => ({ kind: 'mention', mention: found, distinct: distinct !== undefined }),
  ),
  map(
    sequence(
      the,
      aggregate,
      optional(phrase('of|of the|for|number of|value of|values of|amount of')),
      the,
      mention,
    ),
    ([, fn, , , found]): Item => ({
      kind: 'mention',
      mention: found,
      function: fn,
      distinct: false,
    }),
  ),
);
const aggregates: Rule<readonly Item[]> = map(
  sequence(
    the,
    list(aggregate, sequence(comma, the)),
    optional(phrase('of|value of|values of|of the')),
    the,
    mention,
  ),
  ([, functions, , , found]) =>
    functions.length < 2
      ? undefined
      : functions.map((fn): Item => ({ kind: 'mention', mention: found, function: fn, distinct: false })),
);
const howMany = phrase(
  'how many|number of|count|count of|total number of|count the number of|total count of|the number of|how many of',
);
const counted: Rule<Item> = map(
  sequence(the, howMany, the, different, bareNoun),
  ([, , , distinct, found]): Item => ({
    kind: 'count',
    noun: found,
    distinct: distinct !== undefined || found.distinct,
  }),
);
const things: Rule<Item> = map(bareNoun, (found): Item => ({ kind: 'noun', noun: found }));
const everything: Rule<Item> = map(
  phrase(
    'all information|all the information|all info|all details|all the details|everything|all columns|all data|all attributes|all fields|all the data|all record|all the record|the details|details|information',
  ),
  (): Item => ({ kind: 'everything' }),
);

const group: Rule<readonly Item[]> = either(
  aggregates,
  map(either(attribute, counted, everything), (item) => [item]),
);
const items: Rule<readonly Item[]> = memo(map(list(group, comma), (groups) => groups.flat()));

const eachWord = phrase(
  'each|every|each of the|each different|each distinct|all the different|different|the different|each of|all different|a given|any given|each and every|the various',
);
const link = phrase(
  'of|for|from|in|by|across|among|on|about|at|within|with|belonging to|for all|of all|as of|over',
);
const main = map(sequence(link, the, optional(eachWord), bareNoun), ([, , each, found]) => ({
  noun: found,
  each: each !== undefined,
}));
/** "of the one", "for everybody": nothing that the attributes do not say. */
const pronoun = phrase(
  'of the one|for the one|of the ones|for the ones|of those|for those|of everybody|for everybody|of everyone|for everyone|of all|for all|of each|for each|of them|for them',
);

const part: Rule<DatePart> = meaning<DatePart>({
  month: 'year-month',
  year: 'year',
  day: 'day',
  weekday: 'weekday',
  'day of the week': 'weekday',
  'day of week': 'weekday',
  'calendar month': 'month',
  'month of the year': 'month',
  date: 'day',
  monthly: 'year-month',
  yearly: 'year',
  annually: 'year',
  daily: 'day',
});
const key: Rule<Each> = either(
  map(sequence(the, noun), ([, found]): Each => ({ kind: 'noun', noun: found })),
  map(
    sequence(the, optional(phrase('number of')), mention),
    ([, , found]): Each => ({ kind: 'mention', mention: found }),
  ),
  map(sequence(the, part), ([, found]): Each => ({ kind: 'part', part: found })),
);
const each: Rule<Tail> = either(
  map(
    sequence(optional(phrase('for|in|of|from|per|by|at|across|on|within|do|does|to|with|be')), eachWord, key),
    ([, , of]): Tail => ({ kind: 'each', each: of }),
  ),
  map(
    sequence(phrase('per|by|grouped by|group by|for the various|broken down by|split by|across|a'), key),
    ([, of]): Tail => ({ kind: 'each', each: of }),
  ),
);

const direction: Rule<End> = meaning<End>({
  descending: 'high',
  desc: 'high',
  'in descending order': 'high',
  'from highest to lowest': 'high',
  'from the highest to the lowest': 'high',
  'from high to low': 'high',
  'highest first': 'high',
  'from most to least': 'high',
  'most first': 'high',
  'from the oldest to the youngest': 'high',
  'from oldest to youngest': 'high',
  'oldest first': 'high',
  'from largest to smallest': 'high',
  'largest first': 'high',
  'biggest first': 'high',
  'in reverse alphabetical order': 'high',
  'reverse alphabetically': 'high',
  'in decreasing order': 'high',
  decreasing: 'high',
  'in reversed lexicographical order': 'high',
  'in reverse lexicographical order': 'high',
  'newest first': 'high',
  'latest first': 'high',
  'most recent first': 'high',
  'from newest to oldest': 'high',
  'in reverse order': 'high',
  ascending: 'low',
  asc: 'low',
  'in ascending order': 'low',
  'from lowest to highest': 'low',
  'from the lowest to the highest': 'low',
  'from low to high': 'low',
  'lowest first': 'low',
  'smallest first': 'low',
  'from smallest to largest': 'low',
  'from the youngest to the oldest': 'low',
  'from youngest to oldest': 'low',
  'youngest first': 'low',
  alphabetically: 'low',
  'in alphabetical order': 'low',
  'in lexicographical order': 'low',
  'in alphabetic order': 'low',
  'in increasing order': 'low',
  increasing: 'low',
  'cheapest first': 'low',
  'oldest to newest': 'low',
  'in order': 'low',
  'from a to z': 'low',
});
const sorted = phrase(
  'ordered by|order by|sorted by|sort by|sort them by|ranked by|rank by|arranged by|in order of|ordered in|sorted in|sort in|sort the result by|listed by|sort the list by|and sort|sort|order|sort them|order them|order them by|sort the result|order the result|ordered|sorted|listed',
);
const by: Rule<Item> = either(counted, attribute);
const sortedBy: Rule<Tail> = map(
  sequence(phrase('by|in order of|according to'), the, by, optional(direction)),
  ([, , of, end]): Tail => ({
    kind: 'order',
    by: of,
    end: end ?? 'low',
  }),
);
const order: Rule<Tail> = either(
  map(
    sequence(
      optional(phrase(',|and')),
      sorted,
      optional(phrase('by')),
      the,
      by,
      optional(phrase(',|in')),
      optional(direction),
    ),
    ([, , , , of, , end]): Tail => ({ kind: 'order', by: of, end: end ?? 'low' }),
  ),
  map(
    sequence(
      optional(phrase(',|and')),
      optional(sorted),
      optional(phrase('in|by')),
      direction,
      optional(phrase('of|by|according to|order of|order by')),
      the,
      by,
    ),
    ([, , , end, , , of]): Tail => ({ kind: 'order', by: of, end }),
  ),
  map(
    sequence(optional(phrase(',|and')), optional(sorted), optional(phrase('in')), direction),
    ([, , , end]): Tail => ({ kind: 'order', end }),
  ),
);

const itDoes = sequence(
  phrase('it|they|he|she'),
  optional(phrase('be|have|do')),
  token((found) => (isLinkingVerb(found.lemma) ? found.lemma : undefined)),
);
const idle = costs(
  0.02,
  either(
    itDoes,
    phrase(
      'are there|is there|were there|exist|do we have|do you have|do we know|are listed|is listed|in total|in all|altogether|together|in the database|in our database|are available|on record|at all|please|pls|thanks|for me|' +
        'here|there|exist|are offered|are recorded|are found|can be found|are shown|are known|be offered|we know about|we know of|respectively|be|do|have|are recorded|in the list|in the table|ever|currently|now|in the data|you know|you know about|we have|on file|in this database|right now|overall|there be|in each one|for each one',
    ),
  ),
);
const stop = phrase('?|.|!|;|,|and|then');

const also = phrase(
  'also show|also list|also give|also return|show also|as well|too|also|and show|and list|also give me|include|including|with their|with its|showing|and also show',
);
const again = phrase(
  'list|show|give|return|give me|list only|only list|find|show both|show me|list both|list both the|just list|only show|just show|and list|and show|return the|provide|list out|tell me',
);
const addendum: Rule<Tail> = either(
  map(sequence(again, items), ([, found]): Tail => ({ kind: 'items', items: found, instead: true })),
  map(
    sequence(also, items, optional(phrase('as well|too'))),
    ([, found]): Tail => ({ kind: 'items', items: found, instead: false }),
  ),
  map(sequence(comma, items), ([, found]): Tail => ({ kind: 'items', items: found, instead: false })),
  map(
    sequence(phrase('show|list|give|return|include|and show'), items, phrase('as well|too')),
    ([, found]): Tail => ({ kind: 'items', items: found, instead: false }),
  ),
);

const nothingNew = (): Tail => ({ kind: 'idle' });
const restrict: Rule<Tail> = map(
  sequence(optional(phrase(',|and|but|, and|, but')), restriction),
  ([, found]): Tail => ({ kind: 'restrict', restriction: found }),
);
const tail: Rule<readonly Tail[]> = map(
  many(either(restrict, each, order, addendum, map(idle, nothingNew), map(stop, nothingNew)), 9),
  (pieces) => pieces.filter(({ kind }) => kind !== 'idle'),
);

/** "For each stadium, ...", "In 1980, ...". */
const front: Rule<readonly Tail[]> = map(
  sequence(
    either(
      each,
      map(restriction, (found): Tail => ({ kind: 'restrict', restriction: found })),
    ),
    optional(phrase(',')),
  ),
  ([found]) => [found],
);

const which = phrase('which|what|which of the|which of|what are the|which are the|what is the|who');
const howAdjective: Rule<Item> = map(
  sequence(
    phrase('how'),
    token((found) => (scalesOf(found.word).length > 0 ? found.word : undefined)),
  ),
  ([, adjective]): Item => ({ kind: 'scale', adjective }),
);
const be = optional(phrase('be|do|have'));

const core: Rule<Omit<Request, 'tail'>> = either(
  map(sequence(items, optional(main)), ([found, of]) => ({ items: found, ...(of && { main: of }) })),
  map(sequence(items, pronoun), ([found]) => ({ items: found })),
  map(sequence(the, bareNoun, phrase("'s|'"), items), ([, found, , of]) => ({
    items: of,
    main: { noun: found, each: false },
  })),
  map(things, (item) => (item.kind === 'noun' && item.noun.column ? undefined : { items: [item] })),
  map(
    sequence(which, bareNoun),
    ([, found]): Omit<Request, 'tail'> => ({ items: [{ kind: 'noun', noun: found }] }),
  ),
  map(sequence(howAdjective, be, bareNoun), ([item, , found]) => ({
    items: [item],
    main: { noun: found, each: false },
  })),
  map(
    sequence(phrase('when'), be, bareNoun),
    ([, , found]): Omit<Request, 'tail'> => ({
      items: [{ kind: 'time' }],
      main: { noun: found, each: false },
    }),
  ),
  map(
    sequence(phrase('how much'), be, bareNoun, verbMention),
    ([, , found, of]): Omit<Request, 'tail'> => ({
      items: [{ kind: 'mention', mention: of, distinct: false }],
      main: { noun: found, each: false },
    }),
  ),
);

/** A question, from the greeting to the question mark. */
export const request: Rule<Request> = map(
  either(
    sequence(
      opening,
      either(
        nothing([]),
        map(sequence(front, opening), ([first]) => first),
      ),
      core,
      tail,
    ),
    sequence(
      opening,
      map(sorted, (): readonly Tail[] => []),
      core,
      map(sequence(sortedBy, tail), ([by, rest]) => [by, ...rest]),
    ),
  ),
  ([, first, of, last]) => ({ ...of, tail: [...first, ...last] }),
);
