import { rootOf } from '../../../ask/words/lemma.ts';

/**
 * Verbs that only say that two things belong together, so that they may stand for any relation of the schema. What a verb adds
 * of its own ("returned", "cancelled") must be found in the schema, or the question is not understood.
 */
const linking = [
  'have own hold contain include carry offer provide get receive earn obtain possess keep',
  'exist occur happen take place list record show appear feature star be find locate situate base',
  'make produce create build manufacture design release publish launch issue',
  'live life reside come stay belong work serve use',
  'perform play sing participate attend compete join enroll enrol register take sign',
  'buy purchase order place sell',
  'fly depart leave arrive land travel operate run go serve',
  'fall rank weigh cost measure last score reach associate relate connect link assign give see',
].flatMap((line) => line.split(' '));

const roots = new Set(linking.map(rootOf));

export const isLinkingVerb = (lemma: string): boolean => roots.has(rootOf(lemma));

const trading = new Set(['sell', 'buy', 'purchase', 'order']);

/** How often something is sold, the number of things does not say. */
export const trades = (lemma: string): boolean => trading.has(lemma);

const happening = new Set([
  'come out',
  ...'exist occur happen take place record list produce make create build release publish launch issue'
    .split(' ')
    .map(rootOf),
]);

/** Of anything that there is can be said that it was made or happened. */
export const happens = (lemma: string): boolean => happening.has(lemma) || happening.has(rootOf(lemma));

/** Verbs and prepositions that speak of where something starts or ends: they choose between two keys to the same table. */
const directions = {
  start: new Set([
    'from',
    'out of',
    'origin',
    'source',
    'start',
    'depart',
    'leave',
    'begin',
    'sender',
    'departur',
  ]),
  end: new Set([
    'to',
    'into',
    'destination',
    'end',
    'arrive',
    'land',
    'reach',
    'target',
    'receiver',
    'arriv',
    'destinat',
  ]),
};

export type Direction = keyof typeof directions;

export const directionOf = (words: readonly string[]): Direction | undefined => {
  const said = (direction: Direction) =>
    words.some((word) => directions[direction].has(word) || directions[direction].has(rootOf(word)));
  return said('start') === said('end') ? undefined : said('start') ? 'start' : 'end';
};
