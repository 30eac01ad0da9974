import { fold } from '../../../ask/words/fold.ts';
import { lemmaOf } from '../../../ask/words/lemma.ts';
import { canonicalOf } from '../../../ask/words/synonyms.ts';

/** The words of an identifier: Song_release_year -> song, release, year; ContId -> cont, id. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N}+)$/u, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(fold);

/** The same as lemmas. */
export const splitName = (name: string): readonly string[] => wordsOf(name).map(lemmaOf);

/** Under what a phrase is found: synonyms are one word, and a word said twice counts once. */
export const phraseKey = (words: readonly string[]): string =>
  words
    .map(canonicalOf)
    .filter((word, at, all) => word !== all[at - 1])
    .join(' ')
    .replace(/\b(zip) code\b|\b(phone) number\b/g, '$1$2');

/** Words of table names that say nothing about what is in them. */
export const generic = new Set([
  'datum',
  'list',
  'info',
  'information',
  'table',
  'record',
  'detail',
  'tbl',
  'dim',
  'fact',
  'ref',
  'master',
]);
