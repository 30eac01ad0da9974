import { setImmediate } from 'node:timers/promises';
import type { Table } from '../../core/data-source.ts';
import { keyOf, misspellingsOf } from './keys.ts';
import { createPostings, type Postings, type PostingsBuilder } from './postings.ts';
import { type NumberedTexts, numberTexts, type TextGroup } from './texts.ts';
import { wordsOf } from './words.ts';

/** Where words stand in a catalogue. */
export interface TextIndex {
  readonly texts: NumberedTexts;
  readonly postings: Postings;
  /** How many words a text has. */
  lengthOf(id: number): number;
  /** Words of names that are so short that they may be short for others, or may have a short form, by their first letter. */
  readonly nameWords: ReadonlyMap<string, ReadonlySet<string>>;
}

/** UTF-16 units and words that are read of a text: what comes later in a remark names nothing. */
const maxCharacters = 200;
const maxWords = 24;
/** Values of a column that are found by one word of theirs; by all their words each is found. */
const maxPerWord = 4;
/** Words of a phrase that can be sought as one. */
export const longestPhrase = 6;
/** Texts that are read without a pause: about 5 ms. */
const atOnce = 1_000;

/** Reads every text of a catalogue once, for many questions. It takes a while, and lets others have their turn meanwhile. */
export async function createTextIndex(tables: readonly Table[]): Promise<TextIndex> {
  const texts = numberTexts(tables);
  const last = texts.groups.at(-1);
  const lengths = new Uint8Array(last ? last.first + last.group.texts.length : 0);
  const postings = createPostings();
  const nameWords = new Map<string, Set<string>>();
  let read = 0;
  for (const { group, first } of texts.groups) {
    const known = new Map<string, number>();
    for (const [at, text] of group.texts.entries()) {
      if (++read % atOnce === 0) await setImmediate();
      const words = wordsOf(text.slice(0, maxCharacters)).slice(0, maxWords);
      lengths[first + at] = words.length;
      addText(postings, group, first + at, words, known);
      if (group.kind === 'table' || group.kind === 'column')
        for (const word of words) addName(nameWords, word);
    }
  }
  return {
    texts,
    postings: await postings.build(),
    lengthOf: (id) => lengths[id] ?? 0,
    nameWords,
  };
}

/** `known` counts the words of this group. */
function addText(
  postings: PostingsBuilder,
  { kind }: TextGroup,
  id: number,
  words: readonly string[],
  known: Map<string, number>,
): void {
  if (words.length > 1 && words.length <= longestPhrase) postings.add(keyOf.whole(words), id);
  if (words.length > 2 && kind === 'column') postings.add(keyOf.initials(words), id);
  for (const word of new Set(words)) {
    const before = known.get(word) ?? 0;
    known.set(word, before + 1);
    if (before >= maxPerWord) continue;
    postings.add(keyOf.word(word), id);
    if (kind === 'table') postings.add(keyOf.inTable(word), id);
    if (before > 0) continue;
    for (const key of misspellingsOf(word)) postings.add(key, id);
    if (kind === 'value') continue;
    postings.add(keyOf.meaning(word), id);
    postings.add(keyOf.root(word), id);
  }
}

function addName(nameWords: Map<string, Set<string>>, word: string): void {
  const first = word[0] ?? '';
  const alike = nameWords.get(first) ?? new Set();
  alike.add(word);
  nameWords.set(first, alike);
}
