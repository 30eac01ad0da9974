import { isFunctionWord } from '../words/function-words.ts';
import { otherNamesOf } from '../words/geography.ts';
import { isMisspelt, isShortFor, keyOf, spellingsOf, swapsOf } from './keys.ts';
import { longestPhrase, type TextIndex } from './text-index.ts';
import type { TextPlace } from './texts.ts';
import { wordsOf } from './words.ts';

/** How surely a word of a question means a word of the catalogue. */
const sure = {
  phrase: 1.25,
  word: 1,
  place: 0.9,
  meaning: 0.8,
  initials: 0.8,
  misspelt: 0.7,
  short: 0.6,
  root: 0.6,
};
/** Texts looked at for one key. What stands in more of them tells nothing, unless a table is called so. */
const maxTexts = 1_000;
const maxCandidates = 300;
/** Words of a question. */
const maxWords = 120;

/** A text of the catalogue with the words of the question that it was found by, and how surely. */
export interface Found {
  readonly id: number;
  readonly place: TextPlace;
  readonly words: ReadonlyMap<string, number>;
}

/** Every text that shares something with what was said. */
export function findTexts(index: TextIndex, said: string): readonly Found[] {
  const found = new Map<number, Map<string, number>>();
  const note = (ids: readonly number[], word: string, surely: number) => {
    for (const id of ids) {
      const words = found.get(id) ?? new Map<string, number>();
      words.set(word, Math.max(surely, words.get(word) ?? 0));
      found.set(id, words);
    }
  };
  const idsOf = (key: string) => {
    const { ids, count } = index.postings.find(key, maxTexts);
    return count > maxTexts ? [] : ids;
  };

  const words = wordsOf(said).slice(0, maxWords);
  for (const word of new Set(words.filter((each) => !isFunctionWord(each)))) {
    note(idsOf(keyOf.word(word)), word, sure.word);
    note(idsOf(keyOf.inTable(word)), word, sure.word);
    note(idsOf(keyOf.meaning(word)), word, sure.meaning);
    note(idsOf(keyOf.root(word)), word, sure.root);
    for (const other of shortFormsOf(index, word)) note(idsOf(keyOf.word(other)), word, sure.short);
    if (index.postings.find(keyOf.word(word), 0).count === 0)
      for (const other of misspelt(index, word)) note(idsOf(keyOf.word(other)), word, sure.misspelt);
  }
  for (const phrase of phrasesIn(words)) {
    const telling = phrase.filter((word) => !isFunctionWord(word));
    const all = (ids: readonly number[], surely: number) => {
      for (const word of telling) note(ids, word, surely);
    };
    if (phrase.length > 1) all(idsOf(keyOf.whole(phrase)), sure.phrase);
    if (phrase.length > 2) all(idsOf(keyOf.word(keyOf.initials(phrase).slice(1))), sure.initials);
    const [only = ''] = phrase;
    if (phrase.length === 1) all(idsOf(keyOf.initials([...only])), sure.initials);
    const name = phrase.join(' ');
    // The words of United States are in their base form.
    for (const other of [...otherNamesOf(name), ...otherNamesOf(`${name}s`)]) {
      const named = wordsOf(other);
      all(idsOf(named.length > 1 ? keyOf.whole(named) : keyOf.word(named[0] ?? '')), sure.place);
    }
  }
  return [...found].flatMap(([id, by]) => {
    const place = index.texts.at(id);
    return place ? [{ id, place, words: by }] : [];
  });
}

/** Each few words in a row that hold more than grammar. */
function* phrasesIn(words: readonly string[]): Iterable<readonly string[]> {
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(from + longestPhrase, words.length); to += 1) {
      const phrase = words.slice(from, to);
      if (!phrase.every(isFunctionWord)) yield phrase;
    }
  }
}

function shortFormsOf({ nameWords }: TextIndex, word: string): readonly string[] {
  const alike = nameWords.get(word[0] ?? '') ?? [];
  return [...alike].filter((other) => isShortFor(other, word) || isShortFor(word, other));
}

/** Words of the catalogue that somebody may have meant. */
function misspelt({ postings, texts }: TextIndex, word: string): readonly string[] {
  const candidates = [...spellingsOf(word), ...swapsOf(word).map(keyOf.word)].flatMap(
    (key) => postings.find(key, maxCandidates).ids,
  );
  const near = [...new Set(candidates)].flatMap((id) => wordsOf(texts.at(id)?.text.slice(0, 200) ?? ''));
  return [...new Set(near)].filter((other) => isMisspelt(word, other));
}
