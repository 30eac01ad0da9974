/** The most marks that one letter may carry: real writing needs three, "zalgo" piles up dozens. */
const maxMarks = 4;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// Invisible characters that reorder or hide text. Kept are those that shape a character: joiners, variation selectors,
// jamo fillers and the (visible) number signs of Arabic, Syriac and Kaithi.
const hidden =
  /[[\p{Format}\p{Default_Ignorable_Code_Point}]--[\u{200C}\u{200D}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u{115F}\u{1160}\u{600}-\u{605}\u{6DD}\u{70F}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}]]/gv;
const control = /[\p{Control}\u{2028}\u{2029}]/gv;
const harmless = /^[\x20-\x7e]*$/;

/** Splits text at the boundaries of what people see as one character. */
export const charactersOf = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * Foreign text as one line that can neither move the cursor nor hide or reorder anything: line ends become ↵, control
 * characters their pictures (␀, ␛), invisible ones go, and piled-up marks are thinned.
 */
export function visible(text: string): string {
  if (harmless.test(text)) return text;
  const line = text
    .toWellFormed()
    .replaceAll(/\r\n|[\n\r\u{85}\u{2028}\u{2029}]/gu, '↵')
    .replaceAll(control, pictureOf);
  const clean = charactersOf(line).map(cleanCharacter).join('');
  // A mark without a letter would join whatever stands before the text.
  return /^[\p{Mark}\u{200C}\u{200D}]/u.test(clean) ? `◌${clean}` : clean;
}

/** Foreign text of several lines, such as SQL, each as harmless as one; tabs are spaces. */
export const visibleLines = (text: string): string =>
  text.replaceAll('\t', '  ').split(/\r?\n/).map(visible).join('\n');

/** U+2400 and on are pictures of U+0000 to U+001F; C1 controls have none. */
function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : '\u{fffd}';
}

function cleanCharacter(character: string): string {
  // Flags of regions are spelled with invisible tags.
  if (/^\p{RGI_Emoji}$/v.test(character)) return character;
  let marks = 0;
  return Array.from(character.replaceAll(hidden, ''))
    .filter((point) => !/\p{Nonspacing_Mark}/u.test(point) || ++marks <= maxMarks)
    .join('');
}
