import { isFunctionWord } from '../../../ask/words/function-words.ts';
import { isLinkingVerb } from '../words/verbs.ts';
import { phrase, token } from './phrase.ts';
import type { Lead } from './raw.ts';
import { choose, map, memo, type Rule } from './rule.ts';
import { either, many } from './sequence.ts';

type Piece = { readonly kind: 'filler' | 'word' | 'telling' | 'not'; readonly word: string };

const piece =
  (kind: Piece['kind']) =>
  (word: string): Piece => ({ kind, word });

const pronoun = map(
  phrase('who|that|which|whose|whom|they|it|he|she|we|i|you|there|one who|those who'),
  piece('filler'),
);
/** "where" and "when" connect; behind a verb of asking, or first, they ask. */
const adverb = map(
  phrase('currently|presently|usually|originally|officially|actually|already|once'),
  piece('filler'),
);
const whereabouts: Rule<Piece> = (input, at) => {
  const before = input.tokens[at - 1];
  return before?.kind === 'word' && !['know', 'me', 'see', 'out', 'and', 'or'].includes(before.word)
    ? map(phrase('where|when'), piece('filler'))(input, at)
    : [];
};
const auxiliary = map(
  phrase(
    'be|do|can|could|will|would|should|may|been|being|also|ever|either|together|now|still|altogether|who be|who have',
  ),
  piece('filler'),
);
const negation = map(
  phrase(
    'not|never|without|except|except for|excluding|other than|besides|apart from|but not|lack|lacking|neither',
  ),
  piece('not'),
);
const preposition = map(
  phrase(
    'of|in|on|at|by|for|from|to|with|into|onto|inside|among|across|through|via|as|belonging to|according to|using|worth|including|' +
      'in terms of|have|having|out of',
  ),
  piece('word'),
);
const verb: Rule<Piece> = token((found) =>
  found.kind === 'word' && !isFunctionWord(found.word) && isLinkingVerb(found.lemma)
    ? piece('word')(found.lemma)
    : undefined,
);
const named = map(phrase('named|called|titled|entitled|come out'), piece('word'));

/** A verb that is not a mere link must be of the same family as something in the schema, which is checked when it is linked. */
const telling: Rule<Piece> = (input, at) => {
  const found = input.tokens[at];
  if (
    found?.kind !== 'word' ||
    isFunctionWord(found.word) ||
    isLinkingVerb(found.lemma) ||
    !isVerbForm(found.word)
  )
    return [];
  const { names } = input.lexicon;
  const before = input.tokens[at - 1]?.lemma ?? '';
  const isName =
    names.find([found.lemma]).length > 0 && !/(?:ed|ing)$/.test(found.word) && !verbFollows.has(before);
  if (isName || names.related(found.lemma).length === 0) return [];
  return [{ end: at + 1, value: piece('telling')(found.lemma), cost: 0.1 }];
};
const verbFollows = new Set(['do', 'not', 'never', 'to', 'who', 'that', 'which', 'will', 'can', 'ever']);
const isVerbForm = (word: string): boolean => /(?:ed|ing|n|t|s|e|ly)$/.test(word);

const weight: Record<Piece['kind'], number> = { filler: 0.01, word: 0.03, not: 0, telling: 0.05 };

/** What connects: "who have", "that are not in", "produced by", "with". At least one word. */
export const lead: Rule<Lead> = memo(
  choose(
    many(either(pronoun, whereabouts, adverb, auxiliary, negation, preposition, verb, telling, named), 6),
    (pieces) => {
      if (pieces.length === 0) return [];
      const of = (kind: Piece['kind']) =>
        pieces.filter((each) => each.kind === kind).map((each) => each.word);
      const value: Lead = {
        negated: of('not').length % 2 === 1,
        copula: of('filler').includes('be'),
        words: [...of('word'), ...of('telling')],
        telling: of('telling'),
      };
      return [{ value, cost: pieces.reduce((sum, each) => sum + weight[each.kind], 0) }];
    },
  ),
);
