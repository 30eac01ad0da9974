import stringWidth from 'string-width';
import { charactersOf } from './visible.ts';

/** Columns that a line of visible text takes in a monospaced font: 2 for Hangul, Han, kana and emoji. */
export const widthOf = (text: string): number => stringWidth(text);

export type Alignment = 'left' | 'right';

/** Fills up to `width` columns; text that is wider stays as it is. */
export function pad(text: string, width: number, alignment: Alignment): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return alignment === 'left' ? text + space : space + text;
}

/** At most `width` columns (at least 1); what was cut ends in an ellipsis. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of charactersOf(text)) {
    if (widthOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
