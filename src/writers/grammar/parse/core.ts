import { splitName } from '../lexicon/names.ts';
import type { Noun } from '../meaning/meaning.ts';
import { rowsOf } from '../meaning/restrict.ts';
import { scalesOf } from '../words/adjectives.ts';
import { isPerson } from '../words/persons.ts';
import { eachWord } from './each.ts';
import { type Item, items } from './items.ts';
import { mention, verbMention } from './mention.ts';
import { bareNoun, noun } from './noun.ts';
import { phrase, token } from './phrase.ts';
import { articles } from './quantity.ts';
import { choose, map, type Rule } from './rule.ts';
import { either, optional, sequence, skip } from './sequence.ts';

/** What is asked for, and of what. */
export interface Core {
  readonly items: readonly Item[];
  /** "... of the singers", "... of each singer". */
  readonly main?: { readonly noun: Noun; readonly each: boolean };
}

const the = skip(articles);
const link = skip(
  phrase('of|for|from|in|by|across|among|on|about|at|within|with|belonging to|for all|of all|over|that'),
);
const main = map(sequence(link, the, optional(eachWord), bareNoun), ([each, found]) => ({
  noun: found,
  each: each !== undefined,
}));
/** "of the one", "for everybody": nothing that the attributes do not say. */
const pronoun = skip(
  phrase(
    'of the one|for the one|of the ones|for the ones|of those|for those|of everybody|for everybody|of everyone|for everyone|of them|for them',
  ),
);

const which = skip(phrase('which|what|which of the|which of|in which|in what|for which|on which|at which'));
const howAdjective: Rule<Item> = map(
  sequence(
    skip(phrase('how')),
    token((found) => (scalesOf(found.word).length > 0 ? found.word : undefined)),
  ),
  ([adjective]): Item => ({ kind: 'scale', adjective }),
);
const questionWord: Rule<Item> = either(
  map(phrase('when'), (): Item => ({ kind: 'question', of: 'time' })),
  map(phrase('where'), (): Item => ({ kind: 'question', of: 'place' })),
);
const auxiliary = skip(optional(phrase('be|do|have')));
const about = (found: Noun) => ({ main: { noun: found, each: false } });

/** What a question asks for, before anything narrows it. */
export const core: Rule<Core> = either(
  map(sequence(items, optional(main)), ([found, of]) => ({ items: found, ...(of && { main: of }) })),
  map(sequence(items, pronoun), ([found]) => ({ items: found })),
  map(sequence(the, bareNoun, skip(phrase("'s|'")), items), ([found, of]) => ({
    items: of,
    ...about(found),
  })),
  choose(bareNoun, (found) => [
    {
      value: { items: [{ kind: 'noun' as const, noun: found, which: false }] },
      cost: found.column ? 0.1 : 0,
    },
  ]),
  map(
    sequence(which, bareNoun),
    ([found]): Core => ({ items: [{ kind: 'noun', noun: found, which: true }] }),
  ),
  map(sequence(howAdjective, auxiliary, bareNoun), ([item, found]) => ({ items: [item], ...about(found) })),
  map(sequence(questionWord, auxiliary, noun), ([item, found]) => ({ items: [item], ...about(found) })),
  // "when is the earliest release date"
  map(sequence(skip(phrase('when be')), items, optional(main)), ([found, of]): Core | undefined =>
    found.every((item) => item.kind === 'mention' && item.statistic)
      ? { items: found, ...(of && { main: of }) }
      : undefined,
  ),
  // "when was Nancy Edwards hired"
  map(
    sequence(skip(phrase('when')), auxiliary, noun, verbMention),
    ([found, verb]): Core => ({
      items: [{ kind: 'question', of: 'time', verb }],
      ...about(found),
    }),
  ),
  map(
    sequence(skip(phrase('who be|who be the|which person be')), bareNoun),
    ([found]): Core => ({ items: [{ kind: 'noun', noun: found, which: true }] }),
  ),
  map(
    sequence(skip(phrase('how much')), auxiliary, bareNoun, either(verbMention, mention)),
    ([found, of]): Core => ({ items: [{ kind: 'mention', mention: of, distinct: false }], ...about(found) }),
  ),
  // "who is the oldest", "who is enrolled in ..."
  choose(phrase('who|whom|which person|which people'), (_, { lexicon }) =>
    lexicon.tables
      .filter((table) => isPerson(splitName(table.name).at(-1) ?? '') || lexicon.labelOf(table).length > 1)
      .map((table) => ({
        value: { items: [{ kind: 'noun' as const, noun: rowsOf(table), which: true }] },
        cost: 0.1,
      })),
  ),
  // "who directed Pulp Fiction"
  map(sequence(skip(phrase('who|who be|by whom')), verbMention, noun), ([of, found]): Core | undefined => {
    const holders = of.matches.filter(
      ({ named }) => named.kind === 'field' && ['text', 'label'].includes(named.field.kind),
    );
    const item: Item = { kind: 'mention', mention: { ...of, matches: holders }, distinct: false };
    return holders.length > 0 ? { items: [item], ...about(found) } : undefined;
  }),
);
