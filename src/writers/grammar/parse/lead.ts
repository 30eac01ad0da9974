import { isFunctionWord } from '../words/function-words.ts';
import { isLinkingVerb } from '../words/verbs.ts';
import type { Lead } from './raw.ts';
import { choose, either, many, map, memo, phrase, type Rule, token } from './rule.ts';

type Piece = { readonly kind: 'filler' | 'word' | 'telling' | 'not'; readonly word: string };

const piece =
  (kind: Piece['kind']) =>
  (word: string): Piece => ({ kind, word });

const pronoun = map(
  phrase('who|that|which|whose|where|when|whom|they|it|he|she|we|i|you|there'),
  piece('filler'),
);
const auxiliary = map(
  phrase(
    'be|do|have|can|could|will|would|should|may|get|got|been|being|having|also|ever|currently|either|both|each|together|only ever|now|still|altogether',
  ),
  piece('filler'),
);
const negation = map(
  phrase(
    'not|never|without|except|except for|excluding|other than|besides|apart from|but not|with no|lack|lacking|neither',
  ),
  piece('not'),
);
const preposition = map(
  phrase(
    'of|in|on|at|by|for|from|to|with|within|into|onto|inside|among|across|during|about|under|through|via|as|out of|belonging to|according to|per|against|using|where|worth|including|in terms of|because of',
  ),
  piece('word'),
);
const verb: Rule<Piece> = token((found) =>
  found.kind === 'word' && !isFunctionWord(found.word) && isLinkingVerb(found.lemma)
    ? piece('word')(found.lemma)
    : undefined,
);
/** A verb that is not a mere link must be of the same family as something in the schema, which is checked when it is linked. */
const telling: Rule<Piece> = (input, at) => {
  const found = input.tokens[at];
  if (found?.kind !== 'word' || isFunctionWord(found.word) || isLinkingVerb(found.lemma)) return [];
  if (input.lexicon.names.related(found.lemma).length === 0 || !/(?:ed|ing|n|t|s|e)$/.test(found.word))
    return [];
  return [{ end: at + 1, value: piece('telling')(found.lemma), cost: 0.15 }];
};
const named = map(phrase('name|named|call|called|title|titled|entitle|entitled'), piece('word'));

const weight: Record<Piece['kind'], number> = { filler: 0.01, word: 0.03, not: 0, telling: 0.05 };

/** What connects: "who have", "that are not in", "produced by", "with". At least one word. */
export const lead: Rule<Lead> = memo(
  choose(many(either(pronoun, auxiliary, negation, preposition, verb, telling, named), 6), (pieces) => {
    if (pieces.length === 0) return [];
    const of = (kind: Piece['kind']) => pieces.filter((each) => each.kind === kind).map((each) => each.word);
    const value: Lead = {
      negated: of('not').length % 2 === 1,
      words: [...of('word'), ...of('telling')],
      telling: of('telling'),
    };
    return [{ value, cost: pieces.reduce((sum, each) => sum + weight[each.kind], 0) }];
  }),
);

/** What is left over at the end of a clause whose object came first: "... that students live in", "... are there". */
export const trailing: Rule<Lead> = lead;
