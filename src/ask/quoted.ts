import { shortened } from '../render/shortened.ts';

const harmless = /^[\w ().,:-]*$/;
// Characters that could end a delimiter, hide or reorder text.
const risky = /[<>&\p{Control}\p{Format}\u{2028}\u{2029}]/gu;

/**
 * Foreign text as a JSON string for a prompt: it stays on its line and can close no delimiter. Longer text is cut.
 * A model reads it as what it is, a quoted value.
 */
export function quoted(text: string, maxLength: number): string {
  if (text.length <= maxLength && harmless.test(text)) return `"${text}"`;
  return JSON.stringify(shortened(text.toWellFormed(), maxLength)).replaceAll(risky, escaped);
}

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    const unit = character.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
