/** So few texts are alike by chance. */
const leastTexts = 3;
/** UTF-16 units of a text that has a format: codes are short. */
const maxLength = 40;
/** What formats are made of; any other sign may be part of what is meant. */
const plain = /^[A-Za-z\d !#$%&()*+,./:;=?@_-]+$/;

/**
 * How texts are written that are all written alike, with 9 for a digit and A for a letter: 'AA-9999'. Undefined where they are
 * not, or are words that happen to have as many letters.
 */
export function formatOf(texts: Iterable<string>): string | undefined {
  const different = new Set(texts);
  const [first] = different;
  if (first === undefined || different.size < leastTexts) return undefined;
  const format = shapeOf(first);
  for (const text of different) {
    if (text.length > maxLength || !plain.test(text) || shapeOf(text) !== format) return undefined;
  }
  const words = !/\d/.test(format) && [...different].some((text) => /[a-z]/.test(text));
  return words ? undefined : format;
}

const shapeOf = (text: string): string =>
  text
    .slice(0, maxLength)
    .replaceAll(/\d/g, '9')
    .replaceAll(/[A-Za-z]/g, 'A');
