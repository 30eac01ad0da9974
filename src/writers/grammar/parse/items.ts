import type { Noun, Statistic } from '../meaning/meaning.ts';
import { type Mention, mention } from './mention.ts';
import { bareNoun } from './noun.ts';
import { phrase, says, token } from './phrase.ts';
import { articles } from './quantity.ts';
import { choose, map, memo, type Rule } from './rule.ts';
import { either, list, longest, optional, sequence, skip } from './sequence.ts';
import { aggregate } from './superlative.ts';

/** What is asked for. */
export type Item =
  | {
      readonly kind: 'mention';
      readonly mention: Mention;
      readonly statistic?: Statistic;
      readonly distinct: boolean;
      /** "how much", which must yet be said to be a total. */
      readonly sums?: boolean;
    }
  /** `which`: the answer is a name, and not all that there is about it. */
  | { readonly kind: 'noun'; readonly noun: Noun; readonly which: boolean }
  | { readonly kind: 'count'; readonly noun: Noun }
  /** "how old" */
  | { readonly kind: 'scale'; readonly adjective: string }
  /** "when", "where" */
  | { readonly kind: 'question'; readonly of: 'time' | 'place'; readonly verb?: Mention }
  | { readonly kind: 'everything' };

const the = skip(articles);
export const comma = phrase(
  ',|and|, and|&|as well as|along with|together with|, along with|plus|, as well as|and also|, together with',
);
const different = longest(optional(phrase('different|distinct|unique|various|distinctive')));

const asked = (of: Mention, statistic?: Statistic): Item => ({
  kind: 'mention',
  mention: of,
  distinct: false,
  ...(statistic && { statistic }),
});

/** A column that is called like an aggregate is rarely meant, and "the total of the invoices" is the sum of no one knows what. */
const plainly: Rule<Mention> = (input, at) =>
  mention(input, at).flatMap((parse) => {
    if (/^(?:total|sum|amount)(?: of|$)/.test(parse.value.words)) return [];
    return [
      ['average', 'maximum', 'minimum'].includes(parse.value.words)
        ? { ...parse, cost: parse.cost + 0.2 }
        : parse,
    ];
  });

const attribute: Rule<Item> = either(
  map(
    sequence(the, different, plainly),
    ([distinct, found]): Item => ({
      ...asked(found),
      kind: 'mention',
      mention: found,
      distinct: distinct !== undefined,
    }),
  ),
  map(
    sequence(
      the,
      aggregate,
      skip(optional(phrase('of|of the|for|value of|values of|amount of|of all the|number of'))),
      the,
      mention,
    ),
    ([statistic, found]) => asked(found, statistic),
  ),
  map(sequence(the, mention, skip(phrase('on average|in average'))), ([found]) => asked(found, 'average')),
  map(sequence(the, mention, skip(phrase('in total|altogether|in all'))), ([found]) => asked(found, 'sum')),
);

/** "how much precipitation" */
const howMuch: Rule<Item> = map(
  sequence(skip(phrase('how much')), the, mention),
  ([found]): Item => ({ kind: 'mention', mention: found, distinct: false, sums: true }),
);

/** "the average, minimum and maximum age" */
const statistics: Rule<readonly Item[]> = map(
  sequence(
    the,
    list(aggregate, sequence(comma, articles)),
    skip(optional(phrase('of|value of|values of|of the'))),
    the,
    mention,
  ),
  ([all, found]) => (all.length < 2 ? undefined : all.map((statistic) => asked(found, statistic))),
);

/** "the first, middle and last name": the last word belongs to them all. */
const sharedHead: Rule<readonly Item[]> = choose(
  sequence(
    the,
    list(
      token((found) => (found.kind === 'word' ? found.lemma : undefined)),
      sequence(comma, articles),
    ),
    mention,
  ),
  ([words, last], { lexicon }) => {
    const [head] = last.words.split(' ').slice(-1);
    const all = words
      .slice(0, -1)
      .map(
        (word): Mention => ({ words: `${word} ${head}`, matches: lexicon.names.find([word, head ?? '']) }),
      );
    const final: Mention = {
      words: `${words.at(-1)} ${last.words}`,
      matches: lexicon.names.find([words.at(-1) ?? '', ...last.words.split(' ')]),
    };
    const mentions = [...all, final];
    return words.length > 1 && mentions.every(({ matches }) => matches.length > 0)
      ? [{ value: mentions.map((each) => asked(each)), cost: 0.05 }]
      : [];
  },
);

const howMany = skip(
  phrase(
    'how many|number of|count|count of|total number of|count the number of|count up|total count of|the number of|how many of|on how many|in how many|for how many',
  ),
);
const counted: Rule<Item> = map(
  sequence(the, howMany, bareNoun),
  ([found]): Item => ({ kind: 'count', noun: found }),
);

const everything: Rule<Item> = says(
  { kind: 'everything' },
  'all information|all the information|all info|all details|all the details|everything|all columns|all the columns|all data|all attributes|all fields|all the data|all record|all the record|' +
    'the details|details|information|full details|all available information',
);

const group: Rule<readonly Item[]> = either(
  statistics,
  sharedHead,
  map(either(attribute, howMuch, counted, everything), (item) => [item]),
);

/** One attribute or count, or several with commas between. */
export const items: Rule<readonly Item[]> = memo(map(list(group, comma), (groups) => groups.flat()));

/** What rows can be sorted by. */
export const sortable: Rule<Item> = either(counted, attribute);
