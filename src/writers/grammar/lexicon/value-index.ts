import { otherNamesOf } from '../../../ask/words/geography.ts';
import { lemmaOf } from '../../../ask/words/lemma.ts';
import { keyOf } from '../words/tokens.ts';
import type { Field } from './fields.ts';

/** A value that a column holds, as it is stored. */
interface Stored {
  readonly field: Field;
  readonly value: string;
}

export interface StoredMatch extends Stored {
  readonly cost: number;
}

export interface ValueIndex {
  /** Words of the longest value. */
  readonly longest: number;
  /** The columns in which this key (see keyOf) is a value, said so or as another name of the place. */
  find(key: string): readonly StoredMatch[];
}

const cost = { inflected: 0.15, otherName: 0.1, otherNameToo: 0.4 };
/** Longer texts are remarks and not names. */
const longestWords = 10;
/** Values that are indexed without a pause: about 2 ms. */
const batch = 1000;

/** `breathe` is awaited after each batch of values. */
export async function createValueIndex(
  fields: readonly Field[],
  breathe: () => Promise<void>,
): Promise<ValueIndex> {
  const exact = new Map<string, Stored[]>();
  const inflected = new Map<string, Stored[]>();
  let longest = 1;
  let since = 0;
  for (const field of fields) {
    // Days and numbers are read as such and not looked up.
    if (field.kind === 'time' || field.kind === 'number') continue;
    for (const value of field.column.values?.list ?? []) {
      if (++since % batch === 0) await breathe();
      const key = keyOf(value.slice(0, 200));
      const words = key.split(' ');
      if (key === '' || words.length > longestWords) continue;
      longest = Math.max(longest, words.length);
      put(exact, key, { field, value });
      const singular = lastAsLemma(key);
      if (singular !== key) put(inflected, singular, { field, value });
    }
  }

  const said = (key: string, extra: number): StoredMatch[] =>
    (exact.get(key) ?? []).map((stored) => ({ ...stored, cost: extra }));
  return {
    longest,
    find(key) {
      const direct = said(key, 0);
      const extra = direct.length > 0 ? cost.otherNameToo : cost.otherName;
      const places = otherNamesOf(key).flatMap((name) => said(name, extra));
      if (direct.length + places.length > 0) return [...direct, ...places];
      const singular = lastAsLemma(key);
      return [
        ...(singular === key ? [] : said(singular, cost.inflected)),
        ...(inflected.get(singular) ?? []).map((stored) => ({ ...stored, cost: cost.inflected })),
        ...nounsBehind(key).flatMap((noun) => said(noun, cost.inflected)),
      ];
    },
  };
}

/** "sunny" days are those of sun, "southern" states those of the South. */
function nounsBehind(adjective: string): readonly string[] {
  const [, stem = ''] = /^([a-z]{3,})(?:y|ern)$/.exec(adjective) ?? [];
  return stem ? [stem, stem.replace(/(.)\1$/, '$1')].filter((noun, at, all) => all.indexOf(noun) === at) : [];
}

const lastAsLemma = (key: string): string => {
  const cut = key.lastIndexOf(' ') + 1;
  return key.slice(0, cut) + lemmaOf(key.slice(cut));
};

function put(map: Map<string, Stored[]>, key: string, stored: Stored): void {
  const list = map.get(key);
  if (list) list.push(stored);
  else map.set(key, [stored]);
}
