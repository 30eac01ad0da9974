import type { Bounds, Comparator, End, Noun, Statistic } from '../meaning/meaning.ts';
import type { Mention } from './mention.ts';
import type { Said } from './said.ts';
import type { Timing } from './timing.ts';

/** Pieces of a sentence before their words are linked to the columns of one table. */

/** What is compared: a column by its name, by a word of its family, or by an adjective ("older"). */
export type Subject =
  | { readonly kind: 'mention'; readonly mention: Mention; readonly adjective?: string }
  | { readonly kind: 'scale'; readonly adjective: string }
  /** "whose average price". */
  | { readonly kind: 'statistic'; readonly statistic: Statistic; readonly mention: Mention }
  | { readonly kind: 'count'; readonly noun: Noun }
  /** How often a value occurs: "the most common". */
  | { readonly kind: 'frequency' }
  /** The same column that the other side names: "above the average age". */
  | { readonly kind: 'same' };

export type RawOperand =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string }
  | { readonly kind: 'mention'; readonly mention: Mention }
  | {
      readonly kind: 'aggregate';
      readonly statistic: Statistic;
      readonly mention?: Mention;
      readonly noun?: Noun;
    }
  /** "than that of ...", "than the car with ...". */
  | { readonly kind: 'noun'; readonly noun: Noun };

/** Words that connected a piece to what it limits: relative pronouns, verbs, prepositions. */
export interface Lead {
  readonly negated: boolean;
  /** It has a form of "be". */
  readonly copula: boolean;
  /** Verbs and prepositions, by lemma. */
  readonly words: readonly string[];
  /** Verbs that must be found in the schema: "directed". */
  readonly telling: readonly string[];
  /** The limit stood in front of its verb: "Honda" in "the cars that Honda makes". */
  readonly subject?: true;
}

export type Limit =
  | {
      readonly kind: 'compare';
      readonly subject: Subject;
      readonly comparator: Comparator;
      readonly operand: RawOperand;
    }
  | { readonly kind: 'between'; readonly subject: Subject; readonly low: number; readonly high: number }
  | {
      readonly kind: 'values';
      readonly subject?: Mention;
      readonly values: readonly Said[];
      readonly joined: 'or' | 'and' | 'both';
      /** The noun's own name, right behind it. */
      readonly own?: true;
      /** "called": it is the name of something, and no other of its columns. */
      readonly byName?: true;
    }
  | {
      readonly kind: 'like';
      readonly subject?: Mention;
      readonly match: 'contains' | 'begins' | 'ends';
      readonly text: string;
    }
  | { readonly kind: 'timing'; readonly subject?: Mention; readonly timing: Timing }
  | { readonly kind: 'relation'; readonly noun: Noun; readonly bounds?: Bounds; readonly none: boolean }
  /** A verb alone that is a table of its own: "contestants who got voted". */
  | { readonly kind: 'involved'; readonly mention: Mention }
  /** There is a value or there is none; `explicit` when that is said in so many words ("is unknown"). */
  | {
      readonly kind: 'known';
      readonly mention: Mention;
      readonly missing: boolean;
      readonly explicit: boolean;
    }
  | { readonly kind: 'not'; readonly of: Limit }
  /** Ranked; by something that is yet to come where it is not said ("top 5 movies by gross"). */
  | { readonly kind: 'best'; readonly end: End; readonly count?: number; readonly by?: Subject }
  /** "Nancy Edwards" */
  | { readonly kind: 'full-name'; readonly first: Said; readonly last: Said }
  /** A noun in front of a noun: "car models". */
  | { readonly kind: 'compound'; readonly mention: Mention };

/** Something said about a noun behind it or before it. */
export type Restriction =
  | { readonly kind: 'limit'; readonly lead: Lead; readonly limit: Limit }
  | { readonly kind: 'any'; readonly of: readonly Restriction[] }
  | { readonly kind: 'all'; readonly of: readonly Restriction[] };

/** "airports named Springfield" are not those of the city. */
export const callsByName = ({ words }: Lead): boolean =>
  words.some((word) => ['named', 'called', 'titled', 'entitled'].includes(word));

export const noLead: Lead = { negated: false, copula: false, words: [], telling: [] };

/** The limit, or with a "not" its opposite. */
export const unless = (not: string | undefined, found: Limit): Limit =>
  not === undefined ? found : { kind: 'not', of: found };
